import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import formats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Where the committed documents are. */
export const folder = path.resolve(import.meta.dirname, '../../schema');

/** The vendors that have documents. */
export const vendors = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** A committed document. */
export function readDocument(vendor: string, file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(folder, vendor, file), 'utf8')) as Record<string, unknown>;
}

/** The names of a vendor's shapes that have a JSON Schema. */
export function shapeNames(vendor: string): string[] {
  const ending = '.schema.json';
  return readdirSync(path.join(folder, vendor))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
}

/** What a team has in its CI: ajv as strict as it can be, the formats, and the one keyword that is not the standard's. */
export function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictRequired: true });
  formats.default(ajv);
  return ajv.addKeyword('x-presence');
}

const ajv = createAjv();
const compiled = new Map<string, ValidateFunction>();

/** Validates against the committed JSON Schema of a shape; what is wrong, or nothing. */
export function validate(vendor: string, shape: string, value: unknown): string | undefined {
  const key = `${vendor}/${shape}`;
  let check = compiled.get(key);
  if (check === undefined) {
    check = ajv.compile(readDocument(vendor, `${shape}.schema.json`));
    compiled.set(key, check);
  }
  return check(value) ? undefined : ajv.errorsText(check.errors);
}
