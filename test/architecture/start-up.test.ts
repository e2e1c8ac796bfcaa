import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const source = path.resolve(import.meta.dirname, '../../src');
/** Imports and re-exports of values; types are gone by the time that a module loads. */
const staticImport = /^(?:import|export)(?! type\b)[^;'"=()]*?(?:\bfrom\s*)?'([^'\n]+)'/gm;

/** Everything that is loaded before a command runs: files from `src/`, packages by name. */
function loadedBy(file: string, into = new Set<string>()): Set<string> {
  if (into.has(file)) return into;
  into.add(file);
  const code = readFileSync(path.join(source, file), 'utf8');
  for (const [, name = ''] of code.matchAll(staticImport)) {
    if (name.startsWith('.')) loadedBy(path.posix.join(path.posix.dirname(file), name), into);
    else if (!name.startsWith('node:')) into.add(name);
  }
  return into;
}

test('the command line asks for help without loading what the commands need: `--help` is to come at once', () => {
  const loaded = [...loadedBy('cli/main.ts')];
  expect(loaded).toContain('cli/run.ts');
  expect(loaded).toContain('commander');
  expect(loaded.filter((name) => !/^(cli|lib|channels\/http)\//.test(name) && name !== 'commander')).toEqual(
    [],
  );
});
