import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> };

/** Where Node would look for `name` from `from`: its own node_modules, then those of each folder above. */
function isLocked(name: string, from: string): boolean {
  const nested = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (packages[nested] !== undefined) return true;
  return from !== '' && isLocked(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
}

test('the lockfile holds every package that another one names, those of other platforms too', () => {
  // Without one of them `npm ci` refuses, and so does `npm start` on a fresh clone.
  const missing = Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(name, from))
      .map((name) => `${name}, of ${from}`),
  );
  expect(missing).toEqual([]);
});

test('the lockfile names no registry', () => {
  expect(text).not.toContain('"resolved"');
});
