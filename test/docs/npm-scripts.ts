import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../acceptance/world.ts';
import { commandsOf } from './shell-words.ts';

/** Commands of npm's that stand for scripts of the same name. */
const scripts = ['start', 'test'];

/** The first script that `text` has npm run and that the package of the page does not have. */
export function missingScript(page: string, text: string): string | undefined {
  const beside = path.join(root, path.dirname(page), 'package.json');
  const file = existsSync(beside) ? beside : path.join(root, 'package.json');
  const known = (JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> }).scripts;
  const asked = commandsOf(text).flatMap(([npm, what = '', name]) => {
    if (npm !== 'npm') return [];
    if (scripts.includes(what)) return [what];
    return what === 'run' ? [name ?? ''] : [];
  });
  return asked.find((name) => !(name in known));
}
