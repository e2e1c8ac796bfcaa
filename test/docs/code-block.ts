import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageSources } from './package-sources.ts';
import type { Block } from './page.ts';
import type { Code } from './setting.ts';

const languages = ['ts', 'typescript', 'js', 'javascript', 'mjs'];

/** Whether a block is a program, or a part of one. */
export const isCode = ({ language }: Block): boolean => languages.includes(language ?? '');

/** Whether a block of code is a part of what runs as one module, and no file of its own. */
export const isProgram = (block: Block): boolean => isCode(block) && block.saved === undefined;

/** The source of what a reader imports from the package. */
function sourceOf(specifier: string): string {
  const source = packageSources[specifier.replace(/^phoney/, '.')];
  if (source === undefined) throw new Error(`The package does not export ${specifier}.`);
  return `../../${source.slice(2)}`;
}

/** An import that may be broken over lines. */
const anImport = /^import [^;]*;\n?/gm;

/** All blocks as one module: what they import above, the rest below it in their order. */
export function suiteOf(
  blocks: readonly Block[],
  { before = '', imports = [], after = '' }: Code = {},
): string {
  const { above, below } = parted(blocks, imports);
  return [above, before, below, after].join('\n');
}

/** The same with the rest in `play`. */
export function moduleOf(
  blocks: readonly Block[],
  { before = '', imports = [], after = '' }: Code = {},
): string {
  const { above, below } = parted(blocks, imports);
  return [above, 'export async function play() {', before, below, after, '}'].join('\n');
}

function parted(blocks: readonly Block[], imports: readonly string[]): { above: string; below: string } {
  const written = blocks.map(({ text }) => text).join('\n');
  const all = [...imports, ...(written.match(anImport) ?? [])].map((one) => one.trim());
  const ours = all.map((one) =>
    one.replace(/'(phoney(\/[\w/-]+)?)'/, (_, specifier: string) => `'${sourceOf(specifier)}'`),
  );
  return { above: [...new Set(ours)].join('\n'), below: written.replaceAll(anImport, '') };
}

/** Runs a module that `moduleOf` made, in `folder`, where it finds its files. Throws what it throws. */
export async function play(text: string, { name, folder }: { name: string; folder: string }): Promise<void> {
  const file = path.join(import.meta.dirname, `.${name.replaceAll(/\W/g, '-')}-${process.pid}.ts`);
  writeFileSync(file, text);
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { play: run } = (await import(file)) as { play: () => Promise<void> };
    await run();
  } finally {
    process.chdir(before);
    rmSync(file);
  }
}
