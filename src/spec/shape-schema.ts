import { z } from 'zod';
import type { OwnSchema, ShapeNaming, WireShape } from '../dialects/spec.ts';
import type { Schema } from './presence.ts';

/** The dialects of JSON Schema that documents are written in: AsyncAPI has the older one. */
export type Draft = 'draft-2020-12' | 'draft-7';

/** The shapes of a vendor by name. */
export type Shapes = ReadonlyMap<string, WireShape>;

/** The shape of that name. Throws a `RangeError` where there is none. */
export function shapeNamed(shapes: Shapes, name: string): WireShape {
  const shape = shapes.get(name);
  if (shape === undefined) throw new RangeError(`There is no shape "${name}".`);
  return shape;
}

/**
 * What a shape has of its own, in the names of its zod schema, with nothing left to refer to; `undefined` for one that is put
 * together from others.
 */
export function plainSchema(shape: WireShape, shapes: Shapes, draft: Draft): Schema | undefined {
  if ('schema' in shape) return readSchema(shape, draft);
  if (!('narrows' in shape)) return undefined;
  const base = plainSchema(shapeNamed(shapes, shape.narrows), shapes, draft) ?? {};
  const narrowed = Object.entries(shape.to).map(([name, value]): [string, Schema] => {
    const { enum: _, ...property } = base.properties?.[name] ?? {};
    return [name, { ...property, const: value }];
  });
  return { ...base, properties: { ...base.properties, ...Object.fromEntries(narrowed) } };
}

/** A shape that is put together from others, as references to them. */
export function compose(
  shape: Exclude<WireShape, OwnSchema>,
  ref: (name: string) => Schema,
  draft: Draft,
): Schema {
  if ('narrows' in shape) {
    const properties = Object.fromEntries(
      Object.entries(shape.to).map(([name, value]) => [name, { type: 'string', const: value }]),
    );
    return {
      allOf: [ref(shape.narrows), { type: 'object', properties, required: Object.keys(properties) }],
    };
  }
  if ('choiceOf' in shape) return { oneOf: shape.choiceOf.map(ref) };
  if ('listOf' in shape) return { type: 'array', items: ref(shape.listOf) };
  if ('takes' in shape) return composeArguments(shape.takes.map(ref), draft);
  const properties = Object.entries(shape.fields).map(([name, of]) => [name, ref(of)]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as Readonly<Record<string, Schema>>,
    required: Object.keys(shape.fields),
    additionalProperties: false,
  };
}

/** The same schema with the names that its properties have on the wire. Keys of dictionaries stay. */
export function renamed(schema: Schema, { property }: Pick<ShapeNaming, 'property'>): Schema {
  const inner = (one: Schema): Schema => renamed(one, { property });
  const { properties, required, items, additionalProperties, anyOf, oneOf, ...rest } = schema;
  return {
    ...rest,
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [property(name), inner(one)]),
      ),
    }),
    ...(required !== undefined && { required: (required as readonly string[]).map(property) }),
    ...(items !== undefined && { items: inner(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object' ? inner(additionalProperties) : additionalProperties,
    }),
    ...(anyOf !== undefined && { anyOf: anyOf.map(inner) }),
    ...(oneOf !== undefined && { oneOf: oneOf.map(inner) }),
  };
}

const utcInstant = String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$`;

function readSchema({ schema, isInput }: OwnSchema, draft: Draft): Schema {
  const { $schema: _, ...read } = z.toJSONSchema(schema, {
    target: draft,
    io: isInput === true ? 'input' : 'output',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // zod's own pattern tells the days of months, which the format does as well.
      if (jsonSchema.format === 'date-time') jsonSchema.pattern = utcInstant;
    },
  });
  if (draft === 'draft-2020-12') return read as Schema;
  // What a `meta` says is written for the newer draft.
  const { dependentRequired, ...older } = read as Schema;
  return { ...older, ...(dependentRequired !== undefined && { dependencies: dependentRequired }) };
}

function composeArguments(args: readonly Schema[], draft: Draft): Schema {
  if (args.length === 0) return { type: 'array', maxItems: 0 };
  const count = { minItems: args.length, maxItems: args.length };
  if (draft === 'draft-7') return { type: 'array', items: args as unknown as Schema, ...count };
  return { type: 'array', prefixItems: args, items: false as unknown as Schema, ...count };
}
