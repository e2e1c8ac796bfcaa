import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../acceptance/world.ts';
import { isProgram, moduleOf, suiteOf } from './code-block.ts';
import { allPages, type Page } from './page.ts';
import { settings } from './settings/index.ts';

/** What the compiler says against these files, as strictly as phoney's own sources are compiled. */
function typeCheck(texts: Readonly<Record<string, string>>): string {
  // Beside this file, as that is where modules of pages import phoney's sources from.
  const files = Object.keys(texts).map((name) =>
    path.join(import.meta.dirname, `.typed-${process.pid}-${name}`),
  );
  const config = path.join(import.meta.dirname, `.typed-${process.pid}.json`);
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false };
  writeFileSync(
    config,
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, files, include: [] }),
  );
  for (const [nth, text] of Object.values(texts).entries()) writeFileSync(files[nth] ?? '', text);
  try {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8' });
    return status === 0 ? '' : stdout;
  } finally {
    for (const file of [config, ...files]) rmSync(file);
  }
}

/** The programs of a page as one module, and each of its files as one. */
function modulesOf({ file, blocks }: Page): [string, string][] {
  const { code } = settings[file] ?? {};
  const left = Object.keys(code?.notRun ?? {});
  const run = blocks.filter(
    (block) => isProgram(block) && !left.some((begin) => block.text.startsWith(begin)),
  );
  const name = file.replaceAll(/\W/g, '-');
  const files = blocks.filter(({ saved = '' }) => saved.endsWith('.ts'));
  return [
    ...(run.length === 0 ? [] : [[`${name}.ts`, moduleOf(run, code)] as [string, string]]),
    ...files.map((block): [string, string] => [`${name}-${block.saved}`, suiteOf([block])]),
  ];
}

test('the programs of all pages have the types that they claim, and a wrong type is told', () => {
  const texts = allPages().flatMap(modulesOf);
  expect(texts.length).toBeGreaterThan(5);
  const wrong = 'export const port: number = "8443";\n';
  const said = typeCheck({ ...Object.fromEntries(texts), 'wrong.ts': wrong })
    .trim()
    .split('\n');
  expect(said.map((line) => line.replace(/^.*typed-\d+-/, ''))).toEqual([
    "wrong.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.",
  ]);
});
