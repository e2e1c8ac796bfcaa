import { z } from 'zod';

type Params = Readonly<Record<string, unknown>>;

/** What a JSON Schema says of one parameter. */
interface Property {
  readonly type?: string | readonly string[];
}

/** Parameters that are lengths of time: a bare number is so many seconds, as nobody is at lunch for 120 ms. */
const durations = new Set(['for', 'patience', 'ring', 'talk', 'wrap_up']);
const number = /^-?\d+(\.\d+)?$/;

/**
 * Parameters as other writers of pacts have them, where it is plain what is meant: `on: 'true'` for true, `count: '3'` for 3,
 * `for: 120` for `120s`, a number for a name that is digits. What is not plain stays as it is.
 */
export function readLoosely(shape: z.ZodObject, params: Params): Params {
  const { properties = {} } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      readOne(name, (properties as Readonly<Record<string, Property>>)[name] ?? {}, value),
    ]),
  );
}

function readOne(name: string, { type }: Property, value: unknown): unknown {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : undefined;
  if (text === undefined) return value;
  const takes = (kind: string): boolean => [type ?? []].flat().includes(kind);
  if (durations.has(name)) return number.test(text) ? `${text}s` : value;
  if (takes('boolean') && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if ((takes('number') || takes('integer')) && number.test(text)) return Number(text);
  return takes('string') && typeof value === 'number' ? text : value;
}
