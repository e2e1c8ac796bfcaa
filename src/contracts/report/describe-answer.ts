import type { RawResponse } from '../../server/request-bytes.ts';

const longest = { lines: 3, characters: 300 };

/** What the other side answered where that may be why an interaction failed; `undefined` for a success. */
export function describeAnswer({ status, headers, body }: RawResponse): string | undefined {
  if (status < 300) return undefined;
  const valueOf = (wanted: string): string | undefined =>
    headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const location = valueOf('location');
  if (status < 400 && location !== undefined)
    return `The answer was ${status}, a redirect to ${location}, which nobody follows: answer at the address that is called.`;
  const isReadable = valueOf('content-encoding') === undefined && body.length > 0;
  return `The answer was ${status}${isReadable ? `: ${excerpt(body.toString())}` : ''}`;
}

/** The first lines of a text. */
export function excerpt(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const first = lines.slice(0, longest.lines).join(' ');
  const isWhole = lines.length <= longest.lines && first.length <= longest.characters;
  return isWhole ? first : `${first.slice(0, longest.characters)}…`;
}
