import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listDemands } from '../../src/check/check.ts';
import { root } from '../acceptance/world.ts';

const text = readFileSync(path.join(root, 'docs/check.md'), 'utf8');
const rows = [...text.matchAll(/^\| `([a-z]+\.[\w.-]+)` +\| (required|advice|question) +\|/gm)];

test.each(['asapp'])(
  'docs/check.md has a row for each demand of %s, with its level, in order',
  async (vendor) => {
    const demands = await listDemands(vendor);
    const section = text.slice(text.indexOf('\n## ASAPP'));
    const ofVendor = rows.filter(([row]) => section.includes(row)).map(([, id, level]) => ({ id, level }));
    expect(ofVendor).toEqual(demands.map(({ id, level }) => ({ id, level })));
  },
);
