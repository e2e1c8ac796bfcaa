import { FractionalNumber } from './values.ts';

/** The deepest nesting that .NET reads (`JsonSerializerOptions.MaxDepth`). */
export const maxDepth = 64;

const fractional = /\d[.eE]/;
const integer = /^-?\d+$/;

/**
 * Reads the JSON object that a text begins with as System.Text.Json does: no comments, no trailing commas, at most 64 deep.
 * What stands behind it is not looked at, as .NET's protocols do not. Numbers written with a fraction or an exponent come out
 * as `FractionalNumber`. Throws a SyntaxError.
 */
export function parseJson(record: string): unknown {
  const text = record.slice(0, endOfFirst(record));
  return fractional.test(text) ? JSON.parse(text, markFraction) : JSON.parse(text);
}

function markFraction(_key: string, value: unknown, context?: { source?: string }): unknown {
  const written = context?.source;
  return typeof value === 'number' && written !== undefined && !integer.test(written)
    ? new FractionalNumber(value)
    : value;
}

/** Whether .NET reads the value as an `int`. */
export function isInt32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

/** Where the first object or array ends, or the text where there is none. Throws when it is nested too deep. */
function endOfFirst(text: string): number {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      depth++;
      if (depth > maxDepth) throw new SyntaxError(`The text is nested deeper than ${maxDepth}.`);
    } else if (code === 0x5d || code === 0x7d) {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}
