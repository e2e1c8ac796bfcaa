import type { JsonObject } from '../dialects/spec.ts';

/** A JSON Schema, and whose it is. */
export interface BundledSchema {
  readonly vendor: string;
  /** What the bundle calls it. */
  readonly name: string;
  readonly isEvent: boolean;
  readonly content: JsonObject;
}

/** Many JSON Schemas as one, by which any event is valid that is valid by one of theirs; the others are there to be referred to. */
export function bundle(schemas: readonly BundledSchema[], name: string): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:phoney:${name}`,
    title: `Events of ${[...new Set(schemas.map(({ vendor }) => vendor))].join(', ')}`,
    anyOf: schemas.filter(({ isEvent }) => isEvent).map(({ content }) => ({ $ref: content['$id'] })),
    $defs: Object.fromEntries(schemas.map((one) => [one.name, one.content])),
  };
}
