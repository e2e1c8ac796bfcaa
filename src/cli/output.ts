import { styleText } from 'node:util';
import { formatProblem, type Problem } from '../lib/errors.ts';
import type { Paint } from '../record/report/paint.ts';

/** What a command may say, and where: results to stdout, everything else to stderr. */
export interface Output {
  /** A line of the command's result. */
  result(line: string): void;
  /** A line for the person who watches; silent under `--quiet`. */
  note(line: string): void;
  /** Mistakes, one line each. Never silent. */
  problems(problems: readonly Problem[]): void;
  /** Lines for the machine that runs a build, which reads both streams: stdout may be somebody's JSON. Never silent. */
  annotations(lines: readonly string[]): void;
  /** Overwrites the live lines with these; on anything but a terminal, nothing. */
  live(lines: readonly string[]): void;
  /** True when `live` shows. */
  readonly isLive: boolean;
  /** True when somebody sits there who can end what goes on by itself: results and notes are read on a terminal, by nobody's build. */
  readonly isAttended: boolean;
  readonly paint: Paint;
}

/** Colours where notes go, as far as that is a terminal and the environment (NO_COLOR, FORCE_COLOR) does not say otherwise. */
const paint: Paint = {
  good: (text) => styleText('green', text, { stream: process.stderr }),
  bad: (text) => styleText('red', text, { stream: process.stderr }),
  dim: (text) => styleText('dim', text, { stream: process.stderr }),
  bold: (text) => styleText('bold', text, { stream: process.stderr }),
};

/** The output of this process. Live lines and notes go to stderr, so that stdout stays a pipe of results. */
export function processOutput({ quiet }: { readonly quiet: boolean }): Output {
  const { stdout, stderr, env } = process;
  const isLive = stderr.isTTY && env['TERM'] !== 'dumb' && !quiet;
  let liveCount = 0;

  const eraseLive = (): void => {
    if (liveCount > 0) stderr.write(`\r\x1b[${liveCount}A\x1b[0J`);
    liveCount = 0;
  };
  return {
    isLive,
    isAttended: stdout.isTTY && stderr.isTTY && !quiet && (env['CI'] ?? '') === '',
    paint,
    result: (line) => void stdout.write(`${line}\n`),
    note: (line) => {
      if (quiet) return;
      eraseLive();
      stderr.write(`${line}\n`);
    },
    problems: (problems) => {
      eraseLive();
      for (const problem of problems) stderr.write(`${paint.bad('error')} ${formatProblem(problem)}\n`);
    },
    annotations: (lines) => {
      eraseLive();
      for (const line of lines) stderr.write(`${line}\n`);
    },
    live: (lines) => {
      if (!isLive) return;
      eraseLive();
      const width = Math.max(20, stderr.columns - 1);
      stderr.write(lines.map((line) => `${line.slice(0, width)}\n`).join(''));
      liveCount = lines.length;
    },
  };
}
