/** Writes templates/javascript, which is templates/typescript without its types. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toJavaScript } from './to-javascript.ts';

const templates = path.resolve(import.meta.dirname, '../templates');
const sources = globSync('*/*/*.ts', { cwd: path.join(templates, 'typescript') });
const files = sources.map((file) => {
  const to = path.join(templates, 'javascript', file.replace(/\.ts$/, '.js'));
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, toJavaScript(readFileSync(path.join(templates, 'typescript', file), 'utf8')));
  return to;
});
execFileSync('oxfmt', files, { stdio: 'inherit' });
