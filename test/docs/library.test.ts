import { followPages } from './follow-pages.ts';
import { allPages } from './page.ts';

// Apart from the others, as it is followed on the oldest Node, too: scripts/test-floor.mjs.
followPages(allPages().filter(({ file }) => file === 'docs/library.md'));
