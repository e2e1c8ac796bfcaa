import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../src');

/** A folder with more is two rooms, or a room with shelves. */
const mostFiles = 20;

/** The source files of each folder, tests not counted. */
function sourcesByFolder(): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) continue;
    const folder = path.relative(root, entry.parentPath).replaceAll(path.sep, '/');
    folders.set(folder, [...(folders.get(folder) ?? []), entry.name]);
  }
  return folders;
}

const folders = sourcesByFolder();

test('nothing lies loose in src but what is exported', () => {
  expect(folders.get('')?.toSorted()).toEqual(['dialect.ts', 'index.ts']);
});

test(`no folder has more than ${mostFiles} source files`, () => {
  const full = [...folders].filter(([, files]) => files.length > mostFiles);
  expect(full.map(([folder, files]) => `${folder}: ${files.length}`)).toEqual([]);
});
