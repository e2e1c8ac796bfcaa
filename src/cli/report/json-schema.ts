import { z } from 'zod';
import { checkReportSchema } from '../../check/report/schema.ts';
import { contractReportSchema } from '../../contracts/report/schema.ts';
import { capacityReportSchema } from '../load/capacity/report.ts';
import { runReportSchema } from '../../report/run/schema.ts';

/** What `--report json` writes, whichever command it is given to. */
export const reportSchema = z.discriminatedUnion('type', [
  runReportSchema,
  checkReportSchema,
  contractReportSchema,
  capacityReportSchema,
]);

/** The text of `schema/report.schema.json`, which says what stands in `--report json`. */
export function reportJsonSchemaText(): string {
  // Of what goes in: a field that is not told here may be there.
  const { $schema, ...rest } = z.toJSONSchema(reportSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ $schema, $id: 'urn:phoney:report', title: 'Report of phoney', ...rest }, null, 2)}\n`;
}
