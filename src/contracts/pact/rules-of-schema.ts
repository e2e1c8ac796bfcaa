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
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** As JSON Schema. */
export function readSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { unrepresentable: 'any' }) as Schema;
}

type Matcher = Readonly<Record<string, unknown>>;

const type: Matcher = { match: 'type' };

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
  addRules(readSchema(schema), example, '$', rules);
  for (const path of fixed) delete rules[path];
  return rules;
}

function addRules(schema: Schema, example: unknown, path: string, rules: Record<string, Rule>): void {
  const rule = ruleOf(schema, example);
  if (rule !== undefined) rules[path] = rule;
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

/** All matchers have to fit, or one of them where null is one; none where the value must be equal. */
function ruleOf(schema: Schema, example: unknown): Rule | undefined {
  const inner = withoutNull(schema);
  const matchers = matchersOf(inner, example);
  if (inner !== schema) return { combine: 'OR', matchers: [{ match: 'null' }, ...eitherOf(matchers)] };
  return matchers.length === 0 ? undefined : { combine: 'AND', matchers };
}

/** What is a number or a boolean in JSON, as the text that a regular expression is held against. */
const textsOfOthers = ['0', '1', '-1', '12', '100200', '0.5', '1e3', 'true', 'false'];

/**
 * Beside null there is one choice, for a rule cannot say "null, or both of these". The type, unless the form tells numbers and
 * booleans from text all by itself.
 */
function eitherOf(matchers: readonly Matcher[]): readonly Matcher[] {
  if (matchers.length < 2) return matchers;
  const form = matchers.find(({ match }) => match === 'regex');
  const tellsText =
    form !== undefined && !textsOfOthers.some((text) => new RegExp(String(form['regex'])).test(text));
  return matchers.filter(({ match }) => (match === 'type') !== tellsText);
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

/**
 * Matchers of which all have to fit. A regular expression and `boolean` look at how a value is written: the number 3 fits
 * `^\d+$`, and the text "true" is a boolean. `type` is what tells them apart.
 */
function matchersOf(schema: Schema, example: unknown): Matcher[] {
  if (schema.const !== undefined) return [];
  if (schema.enum !== undefined) return schema.enum.length > 1 ? anyOf(schema.enum) : [];
  switch (schema.type) {
    case 'integer':
      return [{ match: 'integer' }];
    case 'number':
      return [{ match: 'number' }];
    case 'boolean':
      return [type, { match: 'boolean' }];
    case 'string':
      return matchersOfText(schema, example);
    case 'array':
      return [type];
    default:
      return [];
  }
}

function matchersOfText({ format, pattern }: Schema, example: unknown): Matcher[] {
  const regex = patterns[format ?? ''] ?? pattern;
  // The type of a null says nothing about text.
  if (example === null) return [{ match: 'regex', regex: regex ?? String.raw`^[\s\S]*$` }];
  return regex === undefined ? [type] : [type, { match: 'regex', regex }];
}

function anyOf(values: readonly unknown[]): Matcher[] {
  if (values.some((value) => typeof value !== 'string')) return [{ match: 'integer' }];
  const escaped = values.map((value) => String(value).replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return [type, { match: 'regex', regex: `^(${escaped.join('|')})$` }];
}
