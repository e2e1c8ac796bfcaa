import { z } from 'zod';
import { moduleFile, packageName } from '../dialects/index.ts';
import { scenarioSchema } from './schema.ts';

/**
 * The JSON Schema of scenario files, for editors: keys, values and descriptions as they are written. Draft 7, which all of
 * them read. What it cannot say (names that must exist, times within the run) `phoney validate` says.
 */
function scenarioJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(scenarioSchema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
  });
  return { $schema, $id: 'urn:phoney:scenario', title: 'phoney scenario', ...withGuests(rest) };
}

/** A dialect of one's own is named by a module, whose settings nobody knows here. */
function withGuests(schema: z.core.JSONSchema.BaseSchema): Record<string, unknown> {
  const { targets, ...others } = schema.properties ?? {};
  const guest = { type: 'object', description: 'The settings of a dialect of your own.' };
  const patternProperties = { [moduleFile.source]: guest, [packageName.source]: guest };
  return { ...schema, properties: { ...others, targets: { ...(targets as object), patternProperties } } };
}

/** The text of `schema/scenario.schema.json`. */
export function scenarioJsonSchemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}
