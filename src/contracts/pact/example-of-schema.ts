import { z } from 'zod';
import type { Schema } from './rules-of-schema.ts';

/** Texts of the forms that vendors' fields have; the first that fits a pattern is its example. */
const texts = ['2026-01-05T10:00:00.083Z', '+14155550111', '1', 'text'];
const guid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/**
 * A value that fits the schema: where nothing says what a vendor's value looks like, it is the same for every field of a kind.
 * What may be null is not; a list or an object that may be null is left out, since no matching rule can say so of it.
 */
export function exampleOfSchema(schema: z.ZodType): unknown {
  return exampleOf(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Schema, 'text');
}

function exampleOf(schema: Schema, name: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum.find((value) => value !== null);
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first !== undefined) return exampleOf(first, name);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null');
  switch (type) {
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return schema.items === undefined ? [] : [exampleOf(schema.items, name)];
    case 'object':
      return exampleOfObject(schema);
    default:
      return exampleOfText(schema, name);
  }
}

function exampleOfObject({ properties, additionalProperties }: Schema): unknown {
  if (properties === undefined && typeof additionalProperties === 'object') {
    return { key: exampleOf(additionalProperties, 'value') };
  }
  return Object.fromEntries(
    Object.entries(properties ?? {})
      .filter(([, property]) => !isNullableBranch(property))
      .map(([name, property]) => [name, exampleOf(property, name)]),
  );
}

function isNullableBranch({ anyOf = [] }: Schema): boolean {
  const isNull = ({ type }: Schema): boolean => type === 'null';
  return anyOf.some(isNull) && anyOf.some(({ type }) => type === 'array' || type === 'object');
}

function exampleOfText({ format, pattern }: Schema, name: string): string {
  if (format === 'uuid') return guid;
  if (pattern === undefined) return `Example ${name}`;
  const form = new RegExp(pattern);
  const found = texts.find((text) => form.test(text));
  if (found === undefined) throw new RangeError(`No example of ${name} is known for ${pattern}.`);
  return found;
}
