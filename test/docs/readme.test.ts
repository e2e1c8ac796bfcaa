import { followPages } from './follow-pages.ts';
import { allPages } from './page.ts';

followPages(allPages().filter(({ file }) => file === 'README.md'));
