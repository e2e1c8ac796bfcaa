import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder, root } from '../acceptance/world.ts';

const dialects = path.join(root, 'src/dialects');
const vendors = readdirSync(dialects).filter((name) => existsSync(path.join(dialects, name, 'vendor.ts')));

const importForm = /(?:^(?:import|export)\b[^;'"=()]*?\bfrom\s*|^import\s*|\bimport\(\s*)'(\.[^'\n]+)'/gm;

/** The files of `src` outside a vendor's folder that import something inside it. */
function knowing(one: string): string[] {
  const inside = path.join(dialects, one) + path.sep;
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(name))
    .map((name) => path.join(root, 'src', name))
    .filter((file) => !file.startsWith(inside))
    .filter((file) =>
      [...readFileSync(file, 'utf8').matchAll(importForm)].some(([, name = '']) =>
        path.resolve(path.dirname(file), name).startsWith(inside),
      ),
    )
    .map((file) => path.relative(root, file).replaceAll(path.sep, '/'));
}

/** The list of vendors without the one: its import is gone, and its name in the map. */
function without(one: string, index: string): string {
  const lines = index.split('\n').filter((line) => !line.includes(`'./${one}/vendor.ts'`));
  return lines
    .map((line) => (line.startsWith('const map = ') ? line.replace(new RegExp(`\\b${one}(, )?`), '') : line))
    .join('\n')
    .replace(/, \} as const/, ' } as const');
}

async function compile(folder: string): Promise<string> {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const child = spawn(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noEmit'], { cwd: folder });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  await once(child, 'close');
  return said;
}

test.each(vendors)('nothing but the list of vendors imports anything of %s', (one) => {
  expect(knowing(one)).toEqual(['src/dialects/index.ts']);
});

/** The one that commands of its own speak of: of the others not even the name stands elsewhere (vendors.test.ts). */
const vendor = 'enreach';

test(`without the folder of ${vendor} and its place in the list, phoney builds`, async () => {
  const place = makeFolder();
  onTestFinished(place.remove);
  for (const name of ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(path.join(root, name), path.join(place.path, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(place.path, 'node_modules'));
  rmSync(path.join(place.path, 'src/dialects', vendor), { recursive: true });
  const index = path.join(place.path, 'src/dialects/index.ts');
  const before = readFileSync(index, 'utf8');
  writeFileSync(index, without(vendor, before));
  expect(readFileSync(index, 'utf8').split('\n').length).toBe(before.split('\n').length - 1);
  expect(await compile(place.path)).toBe('');
}, 120_000);
