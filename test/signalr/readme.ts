import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The page of the hub. */
export const readme = readFileSync(path.join(root, 'packages/signalr/README.md'), 'utf8');

/** The files that the page's code blocks are, by the name in their first line. */
export function filesOf(page: string): ReadonlyMap<string, string> {
  const blocks = [...page.matchAll(/^```ts\n(?:\/\/ (\S+\.ts)\n)?([\s\S]*?)^```/gm)];
  return new Map(blocks.map(([, name = `block-${blocks.length}.ts`, code = '']) => [name, code]));
}

/**
 * The page's files in a folder of this repository, so that they find what they import. The hub is the one in src, and the ports are those that
 * are given.
 */
export function writeFiles(
  files: ReadonlyMap<string, string>,
  ports: Readonly<Record<string, number>> = {},
): { readonly folder: string; remove(): void } {
  const parent = path.join(root, 'artefacts');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, 'readme-'));
  for (const [name, code] of files) {
    const ported = code.replaceAll(/\b808\d\b/g, (port) => String(ports[port] ?? port));
    const source = `'../../src/channels/signalr/index.ts'`;
    writeFileSync(path.join(folder, name), ported.replaceAll(`'phoney-signalr'`, source));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
