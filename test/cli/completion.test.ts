import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/command-line.ts';
import { formatBash } from '../../src/cli/completion/bash.ts';
import { formatFish } from '../../src/cli/completion/fish.ts';
import { knownWords } from '../../src/cli/completion/known-words.ts';
import { describeProgram } from '../../src/cli/completion/model.ts';
import { formatZsh } from '../../src/cli/completion/zsh.ts';
import { makeFolder } from '../acceptance/world.ts';

const commands = describeProgram(createProgram({}), knownWords);
const folder = makeFolder();
afterAll(() => folder.remove());
writeFileSync(path.join(folder.path, 'my day.yaml'), '');

/** How each shell is asked what it would offer behind the last of these words, one a line. */
const shells = {
  bash: {
    script: formatBash(commands),
    ask: `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _phoney; printf '%s\\n' "\${COMPREPLY[@]}"`,
    flags: ['--norc'],
  },
  zsh: {
    // The two that zsh has only while it completes.
    script: `compdef() { :; }
compadd() { shift; for one in "$@"; do [[ $one == "\${words[CURRENT]}"* ]] && print -r -- "$one"; done; true; }
_files() { print -l -- \${words[CURRENT]}*(N); }
${formatZsh(commands)}`,
    ask: 'words=("$@"); CURRENT=$#; _phoney',
    flags: ['-f'],
  },
  fish: {
    script: formatFish(commands),
    // What is offered, without what it is for.
    ask: `complete -C (string join ' ' -- $argv) | string replace -r '\\t.*' ''`,
    flags: ['--no-config'],
  },
} as const;

/** What `shell` offers for each of several command lines, of which the last word is being typed; asked in one process. */
function offers(shell: keyof typeof shells, lines: readonly (readonly string[])[]): string[][] {
  const { script, ask, flags } = shells[shell];
  const file = path.join(folder.path, `ask.${shell}`);
  const body = shell === 'fish' ? `function ask\n${ask}\nend\n` : `ask() {\n${ask}\n}\n`;
  const asked = lines.map((line) => `ask phoney ${line.map((word) => `'${word}'`).join(' ')}\necho ----\n`);
  writeFileSync(file, `${script}\n${body}${asked.join('')}`);
  const { stdout, stderr } = spawnSync(shell, [...flags, file], { cwd: folder.path, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .split('----\n')
    .slice(0, -1)
    .map((part) => part.split('\n').filter((line) => line !== ''));
}

const names = Object.keys(shells) as (keyof typeof shells)[];

// bash is everywhere; the others are asked where they are installed.
test.for(names)(
  '%s completes commands, flags, the values that flags have, scenarios and files',
  (shell, { skip }) => {
    if (spawnSync(shell, ['--version']).status !== 0) skip(`There is no ${shell} here.`);
    const [top, sub, flag, vendor, form, scenario, file, none] = offers(shell, [
      ['val'],
      ['contracts', 'verify-'],
      ['run', '--wait-for-r'],
      ['load', '--vendor', 'as'],
      ['serve', 'day.yaml', '--report', 'j'],
      ['run', 'first'],
      ['validate', 'my'],
      ['run', '--speed', ''],
    ]);
    expect(top).toEqual(['validate']);
    expect(sub?.sort()).toEqual(['verify-receiver', 'verify-simulator']);
    expect(flag).toEqual(['--wait-for-receiver']);
    expect(vendor).toEqual(['asapp']);
    expect(form?.sort()).toEqual(['json', 'junit']);
    expect(scenario).toEqual(['first-day']);
    expect(file?.map((one) => one.replaceAll('\\', ''))).toEqual(['my day.yaml']);
    expect(none).toEqual([]);
  },
);

test('every command, and every flag of every command, is in every script', () => {
  for (const { path: at, flags } of commands) {
    for (const { script } of Object.values(shells)) {
      expect(script).toContain(at);
      for (const { name } of flags) expect(script).toContain(name.slice(2));
    }
  }
  expect(commands.length).toBeGreaterThan(30);
});

test('feeds of every vendor are known', () => {
  const values = knownWords('--feed', 'ctl deliveries');
  expect(values).toMatchObject({
    words: expect.arrayContaining(['activity', 'agent-events', 'rte']) as unknown,
  });
});
