import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listDemands } from '../../src/check/check.ts';
import { root } from '../acceptance/world.ts';

const text = readFileSync(path.join(root, 'docs/check.md'), 'utf8');

/** The rows of a vendor's section: id and level. */
function rowsOf(heading: string): { id: string | undefined; level: string | undefined }[] {
  const begin = text.indexOf(`\n## ${heading}\n`);
  expect(begin, `a section ${heading}`).toBeGreaterThan(0);
  const end = text.indexOf('\n## ', begin + 1);
  const section = text.slice(begin, end === -1 ? undefined : end);
  const rows = section.matchAll(/^\| `([a-z-]+\.[\w.-]+)` +\| (required|advice|question) +\|/gm);
  return [...rows].map(([, id, level]) => ({ id, level }));
}

test.each([
  ['asapp', 'ASAPP'],
  ['ringcentral', 'RingCentral'],
  ['enreach', 'Enreach'],
])('docs/check.md has a row for each demand of %s, with its level, in order', async (vendor, heading) => {
  const demands = await listDemands(vendor);
  expect(rowsOf(heading)).toEqual(demands.map(({ id, level }) => ({ id, level })));
});
