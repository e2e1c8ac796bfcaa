import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './world.ts';

const listed = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: root, encoding: 'utf8' });

const [{ files: packedFiles }] = JSON.parse(
  listed('npm', 'pack', '--dry-run', '--json', '--ignore-scripts'),
) as [{ files: { path: string }[] }];
const packed = new Set(packedFiles.map((file) => file.path));

/** Whether the package has a file, or a folder with files, of that path. */
const isPacked = (file: string): boolean =>
  packed.has(file) || [...packed].some((one) => one.startsWith(`${file}/`));

const pages = listed('git', 'ls-files', '*.md')
  .trim()
  .split('\n')
  .filter((file) => !file.startsWith('test/'));

interface Link {
  readonly page: string;
  readonly target: string;
}

const links = pages.flatMap((page): Link[] => {
  const text = readFileSync(path.join(root, page), 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
  const inline = [...text.matchAll(/\]\(([^)\s]+)\)/g)];
  const reference = [...text.matchAll(/^\[[^\]]+\]: (\S+)/gm)];
  return [...inline, ...reference].map(([, target = '']) => ({ page, target }));
});

const local = links.filter(({ target }) => !/^(https?:|#)/.test(target));

/** Where a link leads to, from the root. */
const placeOf = ({ page, target }: Link): string =>
  path.posix.join(path.posix.dirname(page), target.replace(/#.*$/, ''));

test('there are links to be walked', () => {
  expect(local.length).toBeGreaterThan(10);
});

test.each(local)('the link of $page to $target leads somewhere in a checkout', (link) => {
  expect(existsSync(path.join(root, placeOf(link)))).toBe(true);
});

test.each(local.filter(({ page }) => packed.has(page)))(
  'the link of $page to $target leads somewhere in the package',
  (link) => {
    expect(isPacked(placeOf(link))).toBe(true);
  },
);

test('a package says where it is from', () => {
  const { homepage, bugs, repository } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  ) as Record<string, unknown>;
  for (const one of [homepage, bugs, repository]) expect(JSON.stringify(one)).toContain('phoney');
});
