import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { phoney, root } from '../acceptance/world.ts';
import { makeFolder } from './kit.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

test('a receiver’s own suite writes its pacts, and its build holds phoney against them', async () => {
  const example = path.join(root, 'examples/receiver-with-pact');
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const pacts = path.join(folder.path, 'pacts');
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PACT_FOLDER: pacts,
    PACT_DO_NOT_TRACK: 'true',
  };
  const suite = spawnSync(process.execPath, [vitest, 'run', '--root', example], { env, encoding: 'utf8' });
  expect({ status: suite.status, said: suite.status === 0 ? '' : suite.stdout + suite.stderr }).toEqual({
    status: 0,
    said: '',
  });

  const lint = await phoney(['contracts', 'lint', pacts]);
  expect(lint).toMatchObject({ code: 0, stdout: '' });
  const { code, stdout } = await phoney(['contracts', 'verify-simulator', '--pacts', pacts]);
  expect(stdout).toMatch(/ok +an agent goes to lunch given an agent chooses a status/);
  expect(stdout).toMatch(/ok +a user is talking given a customer calls/);
  expect(stdout).toMatch(/2 of 2 interactions verified/);
  expect(code).toBe(0);
});
