// Writes schema/<vendor>/ and schema/types.d.cts. Run it after a change to what a vendor sends, or to a shipped scenario:
// node scripts/write-specs.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { measureShipped } from './specs/measure-shipped.ts';
import { specFiles } from './specs/spec-files.ts';

const folder = path.resolve(import.meta.dirname, '../schema');
const vendors = await measureShipped();
for (const { vendor } of vendors) rmSync(path.join(folder, vendor), { recursive: true, force: true });
for (const [file, text] of await specFiles(vendors)) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
