import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Package {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = path.resolve(import.meta.dirname, '../..');
type Wanted = Readonly<Record<(typeof kinds)[number], Readonly<Record<string, string>> | undefined>>;

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
const { engines, ...wanted } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Wanted & {
  readonly engines: { readonly node: string };
};
const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Package>>;
};

/** Whether Node finds `name` from the package at `at`: in its own node_modules, or in one further out. */
function isLocked(at: string, name: string): boolean {
  const folder = at === '' ? 'node_modules' : `${at}/node_modules`;
  if (packages[`${folder}/${name}`] !== undefined) return true;
  return at !== '' && isLocked(at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/'))), name);
}

test('the lockfile has the binaries of every platform: `npm ci` refuses one that an `npm install` has thinned out', () => {
  const missing = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(at, name)),
  );
  expect(missing).toEqual([]);
});

test.each(['package-lock.json', '.ci/floor/package-lock.json', '.ci/typedoc/package-lock.json'])(
  '%s names no registry',
  (file) => {
    // Workspaces are resolved to their folders.
    expect(readFileSync(path.join(root, file), 'utf8')).not.toMatch(/"resolved": "(?!packages\/)/);
  },
);

test('the oldest Node that is promised is the one that is tested', () => {
  const floor = JSON.parse(readFileSync(path.join(root, '.ci/floor/package.json'), 'utf8')) as Wanted;
  expect(engines.node).toBe(`>=${floor.dependencies?.['node']?.replace(/\.0$/, '')}`);
});

test.each(kinds)('the lockfile was made for the %s of package.json', (kind) => {
  // A merge can take one file from each side.
  const locked = packages[''] as Partial<Wanted> | undefined;
  expect(locked?.[kind]).toEqual(wanted[kind]);
});
