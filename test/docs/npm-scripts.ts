import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../acceptance/world.ts';
import { commandsOf } from './shell-words.ts';

/** Commands of npm's that stand for scripts of the same name. */
const scripts = ['start', 'test'];

/**
 * The first script that `text` has npm run and that there is not: in a project that the page has begun in `folder`, in the package where
 * the page is, or in phoney.
 */
export function missingScript(page: string, text: string, folder: string): string | undefined {
  const begun = globSync('*/package.json', { cwd: folder }).map((file) => path.join(folder, file));
  const beside = path.join(root, path.dirname(page), 'package.json');
  const file = [...begun, beside].find((one) => existsSync(one)) ?? path.join(root, 'package.json');
  const known = (JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> }).scripts;
  const asked = commandsOf(text).flatMap(([npm, what = '', name]) => {
    if (npm !== 'npm') return [];
    if (scripts.includes(what)) return [what];
    return what === 'run' ? [name ?? ''] : [];
  });
  return asked.find((name) => !(name in known));
}
