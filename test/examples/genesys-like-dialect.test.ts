import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../acceptance/world.ts';
import { runSuite } from './run-suite.ts';

const folder = path.join(root, 'examples/genesys-like-dialect');

test('a fourth vendor, which phoney does not know, passes its own suite with a client of its own', async () => {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const { code, said } = await runSuite('genesys-like-dialect', [process.execPath, vitest, 'run']);
  expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
  expect(said).toMatch(/Tests +6 passed/);
}, 300_000);

test('and is written in fewer than 300 lines', () => {
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const lines = sources.flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'));
  expect(lines.length).toBeLessThan(300);
});
