import { FractionalNumber } from './values.ts';

/** The deepest nesting that .NET reads (`JsonSerializerOptions.MaxDepth`). */
export const maxDepth = 64;

const fractional = /\d[.eE]/;
const integer = /^-?\d+$/;

/**
 * Reads JSON as System.Text.Json does: no comments, no trailing commas, at most 64 deep. Numbers written with a
 * fraction or an exponent come out as `FractionalNumber`. Throws a SyntaxError.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`The text is nested deeper than ${maxDepth}.`);
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

function isTooDeep(text: string): boolean {
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
      if (depth > maxDepth) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}
