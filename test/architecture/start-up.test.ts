import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder, root } from '../acceptance/world.ts';

const main = path.join(root, 'src/cli/main.ts');
const staticImport = /^(?:import|export)\s(?!type\b)(?:[^;']*\sfrom\s)?'([^']+)'/gm;

/** What is loaded before the first argument is read. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(staticImport)) {
    if (name.startsWith('.')) loadedBy(path.resolve(path.dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

test('--help loads commander and nothing else of third parties: what a command needs it imports when it runs', () => {
  const parties = [...loadedBy(main)].filter((name) => !path.isAbsolute(name) && !name.startsWith('node:'));
  expect(parties).toEqual(['commander']);
});

test('phoney keeps what was compiled for its next start, and starts as quietly where nothing can be kept', () => {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const start = (TMPDIR: string) =>
    spawnSync(process.execPath, [path.join(root, 'bin/phoney.cjs'), '--version'], {
      env: { ...env, TMPDIR, TEMP: TMPDIR },
      encoding: 'utf8',
    });
  expect(start(folder.path)).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(path.join(folder.path, 'node-compile-cache'))).toHaveLength(1);
  expect(start(main)).toMatchObject({ status: 0, stderr: '' });
});
