import { z } from 'zod';

/** A JSON Schema as far as it is looked into here. */
export interface JsonSchema {
  readonly [key: string]: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** Schemas as JSON Schemas; those that have an id stand among the components and are referred to. */
export interface Shapes {
  of(schema: z.ZodType): JsonSchema;
  readonly components: Readonly<Record<string, JsonSchema>>;
}

/** Schemas that are of what is written (`input`), or of what is answered (`output`). */
interface Group {
  readonly io: 'input' | 'output';
  readonly schemas: readonly z.ZodType[];
}

/** Makes JSON Schemas, draft 2020-12, of everything at once, so that each id is defined once. */
export function createShapes(groups: readonly Group[]): Shapes {
  const shapes = new Map<z.ZodType, JsonSchema>();
  const components: Record<string, JsonSchema> = {};
  for (const { io, schemas } of groups) {
    const all = z.object(
      Object.fromEntries([...new Set(schemas)].map((schema, index) => [`s${index}`, schema])),
    );
    const text = JSON.stringify(z.toJSONSchema(all, { io, unrepresentable: 'any' }));
    const { properties = {}, $defs = {} } = JSON.parse(
      text.replaceAll('#/$defs/', `#/components/schemas/`),
    ) as {
      properties?: Record<string, JsonSchema>;
      $defs?: Record<string, JsonSchema>;
    };
    for (const [id, { id: _id, ...definition }] of Object.entries($defs)) components[id] = definition;
    for (const [index, schema] of [...new Set(schemas)].entries()) {
      shapes.set(schema, properties[`s${index}`] ?? {});
    }
  }
  return {
    of: (schema) => shapes.get(schema) ?? {},
    components: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
