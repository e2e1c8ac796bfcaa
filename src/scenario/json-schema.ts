import { z } from 'zod';
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
  return { $schema, $id: 'urn:phoney:scenario', title: 'phoney scenario', ...rest };
}

/** The text of `schema/scenario.schema.json`. */
export function scenarioJsonSchemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}
