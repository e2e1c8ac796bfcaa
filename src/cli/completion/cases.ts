import type { CompletedCommand, Values } from './model.ts';

/** A branch of a shell's `case`: what it is for, and the line that completes. */
export interface Branch {
  readonly patterns: readonly string[];
  readonly line: string;
}

/** How a shell says what may stand there. `undefined`: nothing is offered. */
export type Say = (values: Values) => string;

/** Behind which flags what may stand, flags alike together. A pattern is the command's path and the flag. */
export function valueBranches(commands: readonly CompletedCommand[], say: Say): Branch[] {
  const byLine = new Map<string, string[]>();
  for (const { path, flags } of commands) {
    for (const { name, values } of flags) {
      if (values === undefined) continue;
      const line = say(values);
      byLine.set(line, [...(byLine.get(line) ?? []), `${path} ${name}`]);
    }
  }
  return [...byLine].map(([line, patterns]) => ({ patterns, line }));
}

/** The branches as the body of a `case` of bash or zsh. */
export function formatBranches(branches: readonly Branch[], indent: string): string {
  return branches
    .map(({ patterns, line }) => `${indent}${patterns.map(quote).join('|')}) ${line} ;;`)
    .join('\n');
}

/** A word that the shell takes as it is. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
