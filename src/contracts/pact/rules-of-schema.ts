import { z } from 'zod';
import type { Rule, Rules } from './write-pact.ts';

/** The parts of a JSON Schema that matching rules come from. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

type Matcher = Readonly<Record<string, unknown>>;

/** In place of the long patterns of these formats, which say nothing more to a reader. */
const patterns: Readonly<Record<string, string>> = {
  'date-time': String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$`,
  uuid: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
};

/**
 * What may vary in `example`, which `schema` describes: an enumeration may be any of its values, a text any text, a list any
 * list of such members. Paths in `fixed` must be equal to the example, and so must what the schema fixes.
 */
export function rulesOfSchema(schema: z.ZodType, example: unknown, fixed: readonly string[] = []): Rules {
  const rules: Record<string, Rule> = {};
  addRules(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Schema, example, '$', rules);
  for (const path of fixed) delete rules[path];
  return rules;
}

function addRules(schema: Schema, example: unknown, path: string, rules: Record<string, Rule>): void {
  const matchers = matchersOf(schema, example);
  if (matchers.length > 0) rules[path] = { combine: matchers.length > 1 ? 'OR' : 'AND', matchers };
  const inner = branchOf(withoutNull(schema), example);
  if (Array.isArray(example)) {
    // One example stands for all members: the rule of each place would hold only the places of the example.
    if (inner.items !== undefined && example.length > 0)
      addRules(inner.items, example[0], `${path}[*]`, rules);
  } else if (typeof example === 'object' && example !== null) {
    if (isRecord(inner)) return addRecordRules(inner.additionalProperties, example, path, rules);
    for (const [name, value] of Object.entries(example)) {
      const property = inner.properties?.[name];
      if (property !== undefined) addRules(property, value, `${path}${step(name)}`, rules);
    }
  }
}

interface RecordSchema {
  readonly additionalProperties: Schema;
}

function isRecord(schema: Schema): schema is Schema & RecordSchema {
  return typeof schema.additionalProperties === 'object' && schema.properties === undefined;
}

/** The keys of a record are data: any will do, and one example stands for all values. */
function addRecordRules(values: Schema, example: object, path: string, rules: Record<string, Rule>): void {
  rules[path] = { combine: 'AND', matchers: [{ match: 'values' }] };
  const [first] = Object.values(example) as readonly unknown[];
  if (first !== undefined) addRules(values, first, `${path}.*`, rules);
}

/** Of several kinds of object the one that the example is of. */
export function branchOf(schema: Schema, example: unknown): Schema {
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches === undefined || typeof example !== 'object' || example === null) return schema;
  const entries = Object.entries(example);
  const fits = ({ properties = {} }: Schema): boolean =>
    entries.every(([name, value]) => {
      const property = properties[name];
      return property !== undefined && allows(property, value);
    });
  return branches.find(fits) ?? schema;
}

function allows(property: Schema, value: unknown): boolean {
  if (property.const !== undefined) return property.const === value;
  return property.enum === undefined || property.enum.includes(value);
}

function step(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name}']`;
}

/** One matcher, or several of which one is enough; none where the value must be equal. */
function matchersOf(schema: Schema, example: unknown): Matcher[] {
  const inner = withoutNull(schema);
  const matcher = matcherOf(inner, example);
  const nullable = inner !== schema;
  if (!nullable) return matcher === undefined ? [] : [matcher];
  return [{ match: 'null' }, ...(matcher === undefined ? [] : [matcher])];
}

/** The schema of what is not null; the same object when null is not allowed. */
export function withoutNull(schema: Schema): Schema {
  if (typeof schema.type === 'object') {
    const types = schema.type.filter((type) => type !== 'null');
    return types.length < schema.type.length ? { ...schema, type: types[0] ?? 'null' } : schema;
  }
  const { anyOf = [] } = schema;
  const others = anyOf.filter(({ type }) => type !== 'null');
  const [only] = others;
  return only !== undefined && others.length === 1 && anyOf.length > 1 ? only : schema;
}

function matcherOf(schema: Schema, example: unknown): Matcher | undefined {
  if (schema.const !== undefined) return undefined;
  if (schema.enum !== undefined) return schema.enum.length > 1 ? anyOf(schema.enum) : undefined;
  switch (schema.type) {
    case 'integer':
      return { match: 'integer' };
    case 'number':
      return { match: 'number' };
    case 'boolean':
      return { match: 'boolean' };
    case 'string':
      return matcherOfText(schema, example);
    case 'array':
      return { match: 'type' };
    default:
      return undefined;
  }
}

function matcherOfText({ format, pattern }: Schema, example: unknown): Matcher {
  const regex = patterns[format ?? ''] ?? pattern;
  if (regex !== undefined) return { match: 'regex', regex };
  // The type of a null says nothing about text.
  return example === null ? { match: 'regex', regex: String.raw`^[\s\S]*$` } : { match: 'type' };
}

function anyOf(values: readonly unknown[]): Matcher {
  if (values.some((value) => typeof value !== 'string')) return { match: 'integer' };
  const escaped = values.map((value) => String(value).replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return { match: 'regex', regex: `^(${escaped.join('|')})$` };
}
