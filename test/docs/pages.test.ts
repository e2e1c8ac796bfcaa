import { followPages } from './follow-pages.ts';
import { allPages } from './page.ts';

const pages = allPages().filter(({ file }) => file.startsWith('docs/'));

followPages(pages.filter(({ file }) => file !== 'docs/library.md'));
