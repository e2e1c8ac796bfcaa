// Writes schema/scenario.schema.json. Run it after a change to any schema of a scenario: node scripts/write-schema.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scenarioJsonSchemaText } from '../src/scenario/json-schema.ts';

const folder = path.resolve(import.meta.dirname, '../schema');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'scenario.schema.json'), scenarioJsonSchemaText());
