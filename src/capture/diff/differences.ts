import type { z } from 'zod';
import type { OnWire } from '../../dialects/vendor.ts';

/** In what real traffic and a schema can disagree. */
export type DifferenceKind =
  | 'unreadable'
  | 'unknown event type'
  | 'unknown field'
  | 'missing field'
  | 'other type'
  | 'new value'
  | 'other form';

/** One thing in which a message is not as its schema has it. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Where in the facts, such as `data.queue_ids[]`; empty for the message as a whole. */
  readonly path: string;
  /** What was there instead: a type, or a value that the schema does not list. Absent where the kind says it all. */
  readonly found?: string;
  /** What the schema has there. */
  readonly expected?: string;
}

/** Everything in which a message is not as its schema has it, each once; empty where they agree. */
export function differencesOf({ value, schema, typePath, eventType }: OnWire): Difference[] {
  if (schema === null) return [];
  if (value === undefined) return [{ kind: 'unreadable', path: '' }];
  if (schema === undefined)
    return [
      {
        kind: 'unknown event type',
        path: typePath,
        found: shown(valueAt(value, typePath.split('.')) ?? eventType),
      },
    ];
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return [];
  const found = result.error.issues.flatMap((issue) => explain(issue, value));
  const byName = new Map(found.map((one) => [`${one.kind} ${one.path} ${one.found ?? ''}`, one]));
  return [...byName.values()];
}

function explain(issue: z.core.$ZodIssue, value: unknown): Difference[] {
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      kind: 'unknown field',
      path: path === '' ? key : `${path}.${key}`,
      found: typeOf(valueAt(value, [...issue.path, key])),
    }));
  if (issue.code === 'invalid_union') return explainUnion(issue, value);
  const input = valueAt(value, issue.path);
  if (input === undefined) return [{ kind: 'missing field', path }];
  if (issue.code === 'invalid_type')
    return [{ kind: 'other type', path, found: typeOf(input), expected: issue.expected }];
  if (issue.code !== 'invalid_value')
    return [{ kind: 'other form', path, expected: withoutValue(issue.message, input) }];
  const [known] = issue.values;
  if (typeof known !== typeof input)
    return [{ kind: 'other type', path, found: typeOf(input), expected: typeOf(known) }];
  return [{ kind: 'new value', path, found: shown(input), expected: issue.values.map(String).join(', ') }];
}

/** What is wrong, in the schema's words: what was there is nobody's business. */
function withoutValue(message: string, input: unknown): string {
  return message.replaceAll(JSON.stringify(input), 'it');
}

/** One of several forms, told apart by a field or not. */
function explainUnion(
  issue: Extract<z.core.$ZodIssue, { code: 'invalid_union' }>,
  value: unknown,
): Difference[] {
  const isTold = issue.discriminator !== undefined;
  const at =
    isTold && issue.path.at(-1) !== issue.discriminator
      ? [...issue.path, issue.discriminator ?? '']
      : issue.path;
  const path = pathOf(at);
  const input = valueAt(value, at);
  if (input === undefined) return [{ kind: 'missing field', path }];
  if (isTold) return [{ kind: 'new value', path, found: shown(input) }];
  return [{ kind: 'other type', path, found: typeOf(input) }];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    value,
  );
}

/** Which one of a list it was makes no difference. */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? '[]' : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const mostLetters = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text;
}
