import { plainText } from './plain-text.ts';

/** How a command ends. Every command's `--help` prints this list. */
export const exitCodes = {
  passed: 0,
  notMet: 1,
  badInput: 2,
  couldNotStart: 3,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

/** One mistake in what the user gave, with the place and the way out. */
export interface Problem {
  /** The file, or where else the input came from (`--url`, standard input). */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** The place inside the document, such as `centre.queues[0].patience`. */
  readonly path?: string;
  /** What could not be done and why, with the value, then what to do: whole sentences. */
  readonly message: string;
}

/** The user's mistakes, all at once. Ends the command with exit code 2 and no stack. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[] | string) {
    const list = typeof problems === 'string' ? [{ message: problems }] : problems;
    super(list.map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = list;
  }
}

/** Something outside that phoney needs was not to be had (a port, a file to write). Exit code 3 and no stack. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartError';
  }
}

/** `scenarios/peak.yaml:14:15 centre.queues[0].patience: "fast" is not a duration. …`; a colon ends the place. */
export function formatProblem({ file, line, column, path, message }: Problem): string {
  const position = [file, line, column].filter((part) => part !== undefined).join(':');
  const place = [position, path ?? ''].filter((part) => part !== '').join(' ');
  const text = place === '' ? message : `${place}: ${message}`;
  // What stands in a stranger's file must not take over a terminal.
  return text.split('\n').map(plainText).join('\n');
}

/** The names among `known` that `wrong` may have meant, nearest first, at most three. */
export function suggestNames(wrong: string, known: readonly string[]): string[] {
  const near = known
    .map((name) => ({ name, distance: editDistance(wrong.toLowerCase(), name.toLowerCase()) }))
    .filter(
      ({ name, distance }) => distance <= Math.max(2, Math.floor(Math.max(name.length, wrong.length) / 3)),
    )
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return near.slice(0, 3).map(({ name }) => name);
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, replaced));
    }
    previous = row;
  }
  return previous[b.length] as number;
}
