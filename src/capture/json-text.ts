import { readJson } from '../lib/read-json.ts';

const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*/g;

/**
 * A JSON text with other values, told with the name of the nearest key; everything else stays byte for byte: spaces, order,
 * numbers that no double holds. `undefined` for what is not JSON.
 */
export function mapJsonText(
  text: string,
  change: (key: string, value: string) => string,
): string | undefined {
  if (readJson(text) === undefined) return undefined;
  let key = '';
  return text.replace(tokens, (token: string, colon: string | undefined) => {
    if (colon !== undefined) {
      key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
      return token;
    }
    if (!token.startsWith('"')) return numberOr(change(key, token), token);
    const value = JSON.parse(token) as string;
    const changed = change(key, value);
    return changed === value ? token : JSON.stringify(changed);
  });
}

/** A number stays one: a value that could not stand there is written as text. */
function numberOr(changed: string, token: string): string {
  if (changed === token) return token;
  return /^-?[1-9]\d*$/.test(changed) ? changed : JSON.stringify(changed);
}
