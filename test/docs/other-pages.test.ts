import { expect, test } from 'vitest';
import { followPages } from './follow-pages.ts';
import { allPages } from './page.ts';
import { settings } from './settings/index.ts';

const pages = allPages();

followPages(pages.filter(({ file }) => file !== 'README.md' && !file.startsWith('docs/')));

test('each setting is of a page that there is', () => {
  const files = pages.map(({ file }) => file);
  expect(Object.keys(settings).filter((file) => !files.includes(file))).toEqual([]);
});
