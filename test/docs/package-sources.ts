import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../acceptance/world.ts';

const { exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { readonly default: string }>;
};

/** What the package exports, with the source of each entry in place of what is built of it. */
export const packageSources: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(exports).map(([name, entry]) => {
    const file = typeof entry === 'string' ? entry : entry.default;
    return [name, file.replace(/^\.\/dist\/(.*)\.js$/, './src/$1.ts')];
  }),
);
