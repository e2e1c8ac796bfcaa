import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, root } from './world.ts';

const folder = makeFolder();
const elsewhere = path.join(folder.path, 'elsewhere');

const runIn = (cwd: string, command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  const [packed] = JSON.parse(runIn(root, 'npm', 'pack', '--json', '--pack-destination', folder.path)) as [
    { filename: string; files: { path: string }[] },
  ];
  mkdirSync(elsewhere);
  writeFileSync(
    path.join(elsewhere, 'package.json'),
    '{ "name": "elsewhere", "private": true, "type": "module" }',
  );
  const flags = ['--omit=optional', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  runIn(elsewhere, 'npm', 'install', ...flags, path.join(folder.path, packed.filename));
}, 240_000);

afterAll(() => {
  folder.remove();
});

test('the installed package gives a working command', () => {
  const bin = path.join(elsewhere, 'node_modules/.bin/phoney');
  expect(runIn(elsewhere, process.execPath, bin, '--version').trim()).toBe('0.1.0');
  const scenario = path.join(elsewhere, 'node_modules/phoney/scenarios/first-day.yaml');
  const lines = runIn(
    elsewhere,
    process.execPath,
    bin,
    'run',
    scenario,
    '--dry-run',
    '--duration',
    '5m',
    '--quiet',
  );
  expect(JSON.parse(lines.split('\n')[0] ?? '')).toMatchObject({ type: 'message', seq: 1, vendor: 'asapp' });
});

test('the installed package gives a typed import', () => {
  writeFileSync(
    path.join(elsewhere, 'consumer.ts'),
    `import { loadScenario, playScenario, type RunResult } from 'phoney';
     export const play: (file: string) => Promise<RunResult> = (file) => playScenario(loadScenario(file));
     // @ts-expect-error a scenario is not a number
     export const wrong: Promise<RunResult> = playScenario(42);`,
  );
  const tsc = path.join(root, 'node_modules/.bin/tsc');
  const flags = [
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--skipLibCheck',
    'false',
  ];
  expect(runIn(elsewhere, tsc, ...flags, '--types', '', 'consumer.ts')).toBe('');
});
