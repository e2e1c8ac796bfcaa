import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../acceptance/world.ts';
import { runSuite } from './run-suite.ts';

test('a receiver in Node holds itself to its own suite on the library', async () => {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const { code, said } = await runSuite('vitest-receiver', [process.execPath, vitest, 'run']);
  expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
  expect(said).toMatch(/Tests +\d\d passed/);
}, 300_000);
