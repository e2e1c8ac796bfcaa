import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, testedPhoney } from '../acceptance/world.ts';

const exports = { '.': './src/index.ts', './package.json': './package.json' };

/** Gives a folder the packages that a project of `phoney init` wants: phoney as its sources stand, the others as they are here. */
export function linkPhoney(folder: string, others: readonly string[]): void {
  const modules = path.join(folder, 'node_modules');
  const phoney = path.join(modules, 'phoney');
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  mkdirSync(phoney);
  for (const part of ['src', 'bin', 'scenarios', 'schema'])
    symlinkSync(path.join(root, part), path.join(phoney, part));
  writeFileSync(
    path.join(phoney, 'package.json'),
    JSON.stringify({ name: 'phoney', version: '0.1.0', type: 'module', exports }),
  );
  const bin = `#!/usr/bin/env node\nimport(${JSON.stringify(pathToFileURL(testedPhoney).href)});\n`;
  writeFileSync(path.join(modules, '.bin/phoney'), bin, { mode: 0o755 });
  for (const name of others) {
    const to = path.join(modules, name);
    mkdirSync(path.dirname(to), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), to);
  }
}
