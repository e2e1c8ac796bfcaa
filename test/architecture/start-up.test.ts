import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
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
