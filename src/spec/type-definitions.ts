import type { JsonObject, VendorSpec, WireShape } from '../dialects/spec.ts';
import type { Schema } from './presence.ts';
import { ShapeSchemas } from './schemas.ts';

/**
 * One JSON Schema with a definition for each type of a vendor's wire, by the type's name, as generators of types want it. Choices are
 * unions of the shapes that narrow them; what these have in common is `…Fields`.
 */
export function typeDefinitions(spec: VendorSpec): JsonObject {
  const schemas = new ShapeSchemas(spec);
  const typeNameOf = (name: string): string => schemas.shapes.get(name)?.typeName ?? name;
  const refTo = (name: string): string => `#/definitions/${typeNameOf(name)}`;
  const definitions = spec.shapes.flatMap((shape): [string, Schema][] => {
    const schema = described(schemas.schemaOf(shape.name, 'draft-7', refTo), shape);
    if ('narrows' in shape) {
      const fields = `${refTo(shape.narrows)}Fields`;
      const [, narrowed = {}] = schema['allOf'] as readonly Schema[];
      return [[shape.typeName, { ...schema, allOf: [{ $ref: fields }, narrowed] }]];
    }
    if (!('schema' in shape) || shape.choiceOf === undefined) return [[shape.typeName, schema]];
    const choice = { oneOf: shape.choiceOf.map((name) => ({ $ref: refTo(name) })) };
    const common = { ...schema, description: `What every ${shape.typeName} has.` };
    return [
      [`${shape.typeName}Fields`, common],
      [shape.typeName, described(choice, shape)],
    ];
  });
  return { definitions: Object.fromEntries(definitions) };
}

function described(schema: Schema, { summary, page }: WireShape): Schema {
  return { ...schema, description: `${summary} ${page}.` };
}
