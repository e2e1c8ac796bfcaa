// Writes schema/report.schema.json. Run it after a change to the JSON form of reports: node scripts/write-report-schema.ts
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { reportJsonSchemaText } from '../src/cli/report/json-schema.ts';

writeFileSync(path.resolve(import.meta.dirname, '../schema/report.schema.json'), reportJsonSchemaText());
