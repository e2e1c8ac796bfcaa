import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../lib/errors.ts';
import { readBounded } from '../../lib/read-bounded.ts';
import type { Pact } from './pact.ts';
import { readPact } from './read-pact.ts';

/** The largest pact, in bytes. */
const limitBytes = 64 * 1024 * 1024;

/** What was found, and what is wrong with the rest. */
export interface FoundPacts {
  readonly pacts: readonly Pact[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the pacts at these places: files, and folders with everything below them that ends in `.json`. A file that is no
 * pact is a problem and never passed over, since a contract that nobody checks is worse than none.
 */
export function findPacts(places: readonly string[]): FoundPacts {
  const problems: Problem[] = [];
  const files = [...new Set(places.flatMap((place) => filesAt(place, problems)))];
  const pacts = files.flatMap((file): Pact[] => {
    const text = readable(file, problems, () => readBounded(file, limitBytes).toString());
    if (text === undefined) return [];
    const read = readPact(file, text);
    if ('pact' in read) return [read.pact];
    problems.push(...read.problems);
    return [];
  });
  return { pacts, problems };
}

/** What `read` returns, or a problem in its place. */
function readable<Content>(file: string, problems: Problem[], read: () => Content): Content | undefined {
  try {
    return read();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    problems.push({ file, message: `It cannot be read (${code ?? message}). Give the path of a pact.` });
    return undefined;
  }
}

function filesAt(place: string, problems: Problem[]): string[] {
  return readable(place, problems, () => listFiles(place, problems)) ?? [];
}

function listFiles(place: string, problems: Problem[]): string[] {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats === undefined) {
    problems.push({
      file: place,
      message: 'There is no such file or folder. Give the path of a pact or of a folder of pacts.',
    });
    return [];
  }
  if (!stats.isDirectory()) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !/(^|[\\/])(node_modules|\.[^\\/]+)[\\/]/.test(name))
    .sort()
    .map((name) => path.join(place, name));
}
