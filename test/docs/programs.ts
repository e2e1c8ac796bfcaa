import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandsOf } from './shell-words.ts';

/** Programs that pages type and that a machine may lack. */
const others = ['curl', 'jq', 'openssl', 'git', 'docker'];

/** Where a program of this machine is; undefined when it has none of that name. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** The first program that a command line needs and this machine lacks. */
export function missingProgram(text: string): string | undefined {
  const named = commandsOf(text).map((words) => words.find((word) => !word.includes('=')) ?? '');
  return named.find((name) => others.includes(name) && findProgram(name) === undefined);
}
