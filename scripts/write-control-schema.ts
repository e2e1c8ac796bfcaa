// Writes schema/control.openapi.json. Run it after a change to a route of the control API: node scripts/write-control-schema.ts
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { controlDocumentText } from '../src/control/docs/document-text.ts';

writeFileSync(path.resolve(import.meta.dirname, '../schema/control.openapi.json'), controlDocumentText());
