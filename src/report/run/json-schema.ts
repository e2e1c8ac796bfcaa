import { z } from 'zod';
import { runReportSchema } from './schema.ts';

/** The text of `schema/report.schema.json`, which says what stands in `--report json` of a run. */
export function reportJsonSchemaText(): string {
  // Of what goes in: a field that is not told here may be there.
  const { $schema, ...rest } = z.toJSONSchema(runReportSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ $schema, $id: 'urn:phoney:report', ...rest }, null, 2)}\n`;
}
