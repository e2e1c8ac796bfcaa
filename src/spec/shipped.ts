import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../dialects/spec.ts';

/** Where the documents are that phoney brings along, in a checkout and in the published package. */
const folder = path.resolve(import.meta.dirname, '../../schema');

/** A document of a vendor that phoney brings along, with what was measured over its scenarios; `undefined` where it brings none. */
export function readShipped(vendor: string, file: string): JsonObject | undefined {
  const name = path.join(folder, vendor, file);
  return existsSync(name) ? (JSON.parse(readFileSync(name, 'utf8')) as JsonObject) : undefined;
}
