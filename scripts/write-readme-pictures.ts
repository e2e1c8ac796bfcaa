// Puts what phoney prints into README.md, below each line that begins with "$ ". Run it after a change to what a command
// prints: node scripts/write-readme-pictures.ts
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const readme = path.join(root, 'README.md');

/** A command of the README that is followed by what it prints. */
const picture = /^ {4}\$ npx phoney (.+)\n(?:(?: {4}.*)?\n)*?(?=\S)/gm;

/** What `phoney` prints for a person, as the README shows it. */
function print(args: string): string {
  const main = path.join(root, 'src/cli/main.ts');
  const env = { ...process.env, NO_COLOR: '1' };
  const { stdout, stderr } = spawnSync(process.execPath, [main, ...args.split(' ')], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  const lines = `${stderr}${stdout}`.trimEnd().split('\n');
  return lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
}

const text = readFileSync(readme, 'utf8');
const drawn = text.replaceAll(picture, (_, args: string) => `    $ npx phoney ${args}\n${print(args)}\n\n`);
writeFileSync(readme, drawn);
