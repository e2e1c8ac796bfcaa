import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../acceptance/world.ts';
import { isCode, moduleOf } from './code-block.ts';
import { allPages } from './page.ts';
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

test('the programs of all pages have the types that they claim, and a wrong type is told', () => {
  const texts = allPages().flatMap(({ file, blocks }): [string, string][] => {
    const { code } = settings[file] ?? {};
    const left = Object.keys(code?.notRun ?? {});
    const run = blocks.filter(
      (block) => isCode(block) && !left.some((begin) => block.text.startsWith(begin)),
    );
    return run.length === 0 ? [] : [[`${file.replaceAll(/\W/g, '-')}.ts`, moduleOf(run, code)]];
  });
  expect(texts.length).toBeGreaterThan(2);
  const wrong = 'export const port: number = "8443";\n';
  const said = typeCheck({ ...Object.fromEntries(texts), 'wrong.ts': wrong })
    .trim()
    .split('\n');
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/wrong\.ts\(1,14\): error TS2322/);
});
