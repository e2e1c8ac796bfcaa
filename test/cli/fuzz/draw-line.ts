import type { Command, Option } from 'commander';
import { drawInteger, drawItem, type Uniform } from '../../../src/lib/random.ts';

/** What is typed, and the variables that are set. */
export interface Line {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Files in the folder where the lines are run, and a server that answers with anything. */
export interface Surroundings {
  readonly files: readonly string[];
  readonly origin: string;
}

const absurd = [
  '',
  ' ',
  '0',
  '1',
  '-1',
  '1.5',
  '007',
  '1e309',
  'Infinity',
  '9007199254740993',
  '0x10',
  '💥',
  'Zürich',
  'a'.repeat(5000),
  'a\nb',
  '\u001b[31m',
  '../../nowhere/x',
  '/dev/null',
  '/dev/full',
  '.',
  '/',
  'nowhere',
  '-',
  '--',
  '{',
  '[]',
  '{"a":1}',
  '*',
  '(',
  '[a-',
  '=',
  'a=',
  '=b',
  'a=b=c',
  ',',
  'constructor',
  '__proto__',
  'toString',
  '%s %d %n',
];

/** Mistyped addresses, after bug reports of other tools. */
export const badAddresses = [
  'localhost:9411/a',
  '',
  'ftp://localhost/a',
  'http://user:pw@localhost/a',
  'http://receiver.example/a',
  'https://localhost:99999/a',
  'https://',
  'not a url',
];

const addresses = [
  ...badAddresses,
  'http://[::1',
  'http://127.0.0.1:9',
  'HTTP://LOCALHOST:9/x?y#z',
  'http://127.0.0.1:9/ü ?q',
  'http://0x7f.1:9',
  'http://localhost:0',
  'file:///etc/passwd',
  'javascript:1',
  'https://127.0.0.1:9/',
  'asapp=http://127.0.0.1:9',
  'asapp.journey=http://127.0.0.1:9',
  'asapp.jurney=x',
];

const byName: Readonly<Record<string, readonly string[]>> = {
  time: ['1ms', '50ms', '1s', '0s', '-1s', '1', 's', '1e3s', '90s'],
  n: ['0', '1', '2', '100', '65535', '65536', '-1', '1.5', 'x', '200', '500'],
  factor: ['1', '1000', '1e9', '0', '-1', '0.001'],
  name: ['asapp', 'ringcentral', 'enreach', 'ASAPP', 'asap', 'PASSWORD', 'NOWHERE', 'alice'],
  vendor: ['asapp', 'ringcentral', 'enreach', 'asap', 'ringcx'],
  'event-type': ['SURVEY_SUBMITTED', 'LOGIN', 'UserStatus', 'queue_size_updated', 'SURVEY', 'login'],
  'path=value': ['a.b=1', 'meta_data.event_time=x', 'rep_id=null', 'a', 'a[0]=1', '__proto__.x=1'],
  'from=to': ['/a=/b', '/asapp/events=/x', 'a', '=', '/a=/b=/c'],
  'name=value': ['X-A=1', 'X A=1', 'X-A: Zürich', 'Host=x', 'Content-Length=0'],
  'Name: value': ['X-A: 1', 'X A: 1', 'X-A: Zürich', 'Host: x', 'X-A', 'Content-Length: 0'],
  text: ['500 every 3', 'reset', 'delay 1ms', 'nothing', '999', 'every'],
  regex: ['.', 'journey', '(', '[', '.*+'],
  names: ['UserStatus', 'QueueStatus,UserStatus', 'Userstatus', ','],
  host: ['localhost', '127.0.0.1', '::1', 'a b', '*', 'x'.repeat(300)],
  address: ['127.0.0.1', '::1', '0.0.0.0', 'nowhere.invalid', '1'],
  identifier: ['a', 'CN=a,O=b', 'CN=', '=', 'ü'],
  type: ['rsa', 'p256', 'outcome', 'event', 'nothing'],
  list: ['main', 'deployed,latest', 'branch:', '[]', '{', '[{"nothing":1}]'],
  date: ['2026-01-01', 'yesterday', ''],
  what: ['run.pause', 'contact.start', '{do: run.pause}', '[', '{'],
  'key=value': ['queue=Sales', 'a', 'at=+1s', '=', 'agent="'],
  id: ['1', '0', 'x'],
  outcome: ['dropped', 'droped', 'open'],
};

/** Flags that would let a line go on for longer than anybody looks at it. */
const longest: Readonly<Record<string, string>> = {
  '--wait-for-receiver': '50ms',
  '--request-timeout': '50ms',
};

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

function pathOf(command: Command): string[] {
  return command.parent === null ? [] : [...pathOf(command.parent), command.name()];
}

/** Lines of the real tree of commands: any flags with fitting, odd and absurd values, misspelt, repeated, or as variables. */
export class LineDrawer {
  readonly #leaves: readonly Command[];
  readonly #surroundings: Surroundings;
  /** How much of a line makes no sense: every other line is nearly right, so that more than its reading is tried. */
  #oddity = 0;

  constructor(program: Command, surroundings: Surroundings) {
    this.#leaves = leavesOf(program);
    this.#surroundings = surroundings;
  }

  draw(uniform: Uniform): Line {
    const command = drawItem(uniform, this.#leaves);
    this.#oddity = uniform() < 0.5 ? 0.02 : 0.25;
    const args = pathOf(command);
    const env: Record<string, string> = {};
    for (const argument of command.registeredArguments) {
      if (uniform() < (argument.required ? this.#oddity / 3 : 0.3)) continue;
      args.push(this.#value(uniform, argument.name()));
      if (argument.variadic && uniform() < 0.3) args.push(this.#value(uniform, argument.name()));
    }
    for (const option of command.options) {
      const isWanted = uniform() < (option.mandatory ? 1 - this.#oddity / 3 : 2.5 / command.options.length);
      if (isWanted) this.#add(uniform, option, args, env);
    }
    this.#quicken(command, args);
    if (uniform() < this.#oddity / 5)
      args.push(misspell(uniform, drawItem(uniform, ['--json', '--url', ...args])));
    if (uniform() < this.#oddity / 10) args.unshift(drawItem(uniform, absurd));
    return { args, env };
  }

  #add(uniform: Uniform, option: Option, args: string[], env: Record<string, string>): void {
    const { long, flags } = option;
    if (long === undefined || long === null) return;
    const takesValue = option.required || option.optional;
    const value = (): string => longest[long] ?? this.#valueOf(uniform, option);
    if (uniform() < 0.15) {
      const variable = `PHONEY_${long.slice(2).replaceAll('-', '_').toUpperCase()}`;
      env[variable] = takesValue ? value() : drawItem(uniform, ['1', '0', 'true', 'maybe', '']);
      return;
    }
    for (let times = uniform() < 0.1 ? 2 : 1; times > 0; times--) {
      const name = uniform() < this.#oddity / 8 ? misspell(uniform, flags.split(/[ ,]/)[0] ?? long) : long;
      if (!takesValue) args.push(name);
      else if (uniform() < this.#oddity / 8) args.push(name);
      else if (uniform() < 0.3) args.push(`${name}=${value()}`);
      else args.push(name, value());
    }
  }

  #valueOf(uniform: Uniform, { argChoices, flags }: Option): string {
    if (argChoices !== undefined && uniform() < 0.7) return drawItem(uniform, argChoices);
    return this.#value(uniform, /[<[]([^\]>.]+)/.exec(flags)?.[1] ?? '');
  }

  #value(uniform: Uniform, name: string): string {
    if (uniform() < this.#oddity) return drawItem(uniform, absurd);
    const { files, origin } = this.#surroundings;
    if (/^(file|directory|places?|before|after)$/.test(name)) return drawItem(uniform, files);
    if (/^(url|origin)$/.test(name))
      return drawItem(uniform, [...addresses, origin, `${origin}/x`, `asapp=${origin}`]);
    return drawItem(uniform, byName[name] ?? absurd);
  }

  /** What would hold a port that others use, or take seconds for keys, is told not to. */
  #quicken(command: Command, args: string[]): void {
    const has = (long: string): boolean => command.options.some((option) => option.long === long);
    if (has('--port') && !args.some((arg) => arg.startsWith('--port'))) args.push('--port', '0');
    if (has('--key-type') && !args.some((arg) => arg.startsWith('--key-type')))
      args.push('--key-type', 'p256');
  }
}

function misspell(uniform: Uniform, text: string): string {
  const at = drawInteger(uniform, 0, Math.max(0, text.length - 1));
  return text.slice(0, at) + drawItem(uniform, ['', 'x', '-', '=']) + text.slice(at + 1);
}
