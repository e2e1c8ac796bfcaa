import { formatProblem, type Problem } from '../lib/errors.ts';

/** What a command may say, and where: results to stdout, everything else to stderr. */
export interface Output {
  /** A line of the command's result. */
  result(line: string): void;
  /** A line for the person who watches; silent under `--quiet`. */
  note(line: string): void;
  /** Mistakes, one line each. Never silent. */
  problems(problems: readonly Problem[]): void;
  /** Overwrites the live lines with these; on anything but a terminal, nothing. */
  live(lines: readonly string[]): void;
  /** True when `live` shows. */
  readonly isLive: boolean;
  readonly paint: Paint;
}

/** Colours for a terminal, or plain text. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const plain: Paint = { good: (text) => text, bad: (text) => text, dim: (text) => text, bold: (text) => text };

const ansi = (code: number, end: number) => (text: string) => `\x1b[${code}m${text}\x1b[${end}m`;
const coloured: Paint = { good: ansi(32, 39), bad: ansi(31, 39), dim: ansi(2, 22), bold: ansi(1, 22) };

/**
 * The output of this process. Live lines and notes go to stderr, so that stdout stays a pipe of results. When the reader of
 * the results goes away (`| head`), the process ends quietly; without one of the notes it goes on.
 */
export function processOutput({ quiet }: { readonly quiet: boolean }): Output {
  endQuietlyOnClosedPipe();
  const { stdout, stderr, env } = process;
  const isTerminal = stderr.isTTY && env['TERM'] !== 'dumb';
  const isLive = isTerminal && !quiet;
  const paint = isTerminal && env['NO_COLOR'] === undefined ? coloured : plain;
  let liveCount = 0;

  const eraseLive = (): void => {
    if (liveCount > 0) stderr.write(`\r\x1b[${liveCount}A\x1b[0J`);
    liveCount = 0;
  };
  return {
    isLive,
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
    live: (lines) => {
      if (!isLive) return;
      eraseLive();
      const width = Math.max(20, stderr.columns - 1);
      stderr.write(lines.map((line) => `${line.slice(0, width)}\n`).join(''));
      liveCount = lines.length;
    },
  };
}

let listening = false;

function endQuietlyOnClosedPipe(): void {
  if (listening) return;
  listening = true;
  const onError =
    (goOn: () => void) =>
    (error: NodeJS.ErrnoException): void => {
      if (error.code !== 'EPIPE') throw error;
      goOn();
    };
  // With the code that the command ended with, if it has.
  process.stdout.on(
    'error',
    onError(() => process.exit()),
  );
  process.stderr.on(
    'error',
    onError(() => undefined),
  );
}
