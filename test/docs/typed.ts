import type { Block } from './page.ts';
import { goesOn } from './shell-words.ts';

/** A command line of a page, and what the page shows below it. */
export interface Typed {
  readonly line: number;
  readonly text: string;
  /** The output that the page shows; empty when it shows none. */
  readonly output: string;
  /** It stands behind a `$`, so that its output is shown whole. */
  readonly isWhole: boolean;
}

const programs = [
  ...[
    'phoney',
    'npx',
    'npm',
    'node',
    'curl',
    'git',
    'docker',
    'kubectl',
    'openssl',
    'jq',
    'python3',
    'export',
  ],
  ...[
    'cd',
    'cp',
    'mkdir',
    'cat',
    'echo',
    'source',
    'eval',
    'redis-server',
    'mv',
    'rm',
    'sh',
    'bash',
    'websocat',
  ],
];
const command = new RegExp(`^(?:\\$ )?(?:\\w+=\\S* )*(?:${programs.join('|')})(?= |$)`);

/** Whether a block is for a shell: its fence says so, or it has none and begins with a command. */
export function isForShell({ language, text }: Block): boolean {
  return language === null ? command.test(text) : ['sh', 'bash', 'shell', 'console'].includes(language);
}

/** The command lines of a block for a shell, each with the output below it. */
export function typedIn({ text, line }: Block): Typed[] {
  // One shell, which waits for what it began.
  if (text.includes('$!')) return [{ line, text, output: '', isWhole: false }];
  const lines = text.split('\n');
  const isPrompted = lines.some((one) => one.startsWith('$ '));
  const isCommand = (one: string): boolean =>
    isPrompted ? one.startsWith('$ ') : command.test(one) || /^[#(.]/.test(one);
  const typed: { line: number; text: string; output: string[] }[] = [];
  let open: string | undefined;
  for (const [nth, one] of lines.entries()) {
    const last = typed.at(-1);
    if (open === undefined && !isCommand(one)) {
      last?.output.push(one);
      continue;
    }
    open = open === undefined ? one : `${open}\n${one}`;
    if (goesOn(open)) continue;
    const first = line + nth - (open.split('\n').length - 1);
    typed.push({ line: first, text: open.replace(/^\$ /, ''), output: [] });
    open = undefined;
  }
  return typed.map(({ output, ...rest }) => ({
    ...rest,
    output: output.join('\n').trim(),
    isWhole: isPrompted,
  }));
}
