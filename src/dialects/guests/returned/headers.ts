import { isMapping } from '../../../lib/is-mapping.ts';
import { describe } from '../../define/members.ts';

/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
// RFC 9110, section 5.5: visible characters, Latin-1's among them, spaces and tabs.
const impossible = /[^\t\x20-\x7e\x80-\xff]/;
/** Those that say how a request is carried: whoever sends it writes them. */
const carried = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What is wrong with the headers of a message. Their values may be secrets, and are not told. */
export function mistakesInHeaders(headers: unknown): string[] {
  if (!isMapping(headers))
    return [
      `"headers" is ${describe(headers)}. It has to be a mapping of texts, such as { 'X-Tenant': 'demo' }.`,
    ];
  const mistakes: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    const mistake = mistakeInHeader(name, value);
    if (mistake !== undefined) mistakes.push(mistake);
  }
  return mistakes;
}

function mistakeInHeader(name: string, value: unknown): string | undefined {
  if (!token.test(name)) return `"${name}" is no name of a header. Write letters, digits and hyphens.`;
  if (carried.has(name.toLowerCase()))
    return `The header "${name}" is phoney's to write: it says how a request is carried. Leave it out.`;
  if (typeof value !== 'string')
    return `The header "${name}" is ${describe(value)}. It has to be text: leave it out, or write String(…).`;
  const [wrong] = impossible.exec(value) ?? [];
  if (wrong === undefined) return undefined;
  const code = wrong.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `The header "${name}" has the character U+${code}, which HTTP does not allow in headers. Leave it out, or encode the value.`;
}
