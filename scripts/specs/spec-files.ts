import { documentsOf } from '../../src/spec/documents.ts';
import { jsonText } from '../../src/spec/texts.ts';
import type { MeasuredVendor } from './measure-shipped.ts';
import { typesText } from './types-text.ts';

/** Every file below `schema/` that is made of the vendors' schemas, by its path with slashes, and its text. */
export async function specFiles(vendors: readonly MeasuredVendor[]): Promise<ReadonlyMap<string, string>> {
  const documents = vendors.flatMap(({ vendor, spec, measure }) =>
    documentsOf(vendor, spec, measure.measured).map(
      ({ file, make }) => [`${vendor}/${file}`, jsonText(make())] as const,
    ),
  );
  return new Map([
    ...documents,
    ['types.d.cts', await typesText(vendors.map(({ spec }) => spec))],
    ['types.cjs', '// There are only types: types.d.cts.\nmodule.exports = {};\n'],
  ]);
}
