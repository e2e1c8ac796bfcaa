import { readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { InputError, StartError } from '../../lib/errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { whenAborted } from '../../lib/when-aborted.ts';

/** Editors write a file in several steps. */
const settleMs = 50;

/** A file that is watched. */
export interface WatchedFile {
  /** Aborts at the next time that the file holds something else than it did when this was asked for. */
  nextChange(): AbortSignal;
  close(): void;
}

/** Watches a file, through the ways in which editors write: in place, and by putting another in its place. */
export function watchFile(file: string, clock: Clock): WatchedFile {
  let known = contentOf(file);
  let change = new AbortController();
  const closed = new AbortController();
  const look = async (): Promise<void> => {
    await clock.sleep(settleMs, closed.signal);
    const content = contentOf(file);
    if (closed.signal.aborted || content === undefined || content === known) return;
    known = content;
    change.abort();
  };
  // The folder: what is put in the file's place is another file.
  const watcher = watch(path.dirname(path.resolve(file)), () => void look());
  watcher.on('error', () => undefined);
  return {
    nextChange: () => {
      if (change.signal.aborted) change = new AbortController();
      return change.signal;
    },
    close: () => {
      closed.abort();
      watcher.close();
    },
  };
}

/** `undefined` while it is not there. */
function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What {@link playAgainAtChanges} takes besides the file. */
export interface WatchParts {
  readonly clock: Clock;
  /** Ends it. */
  readonly stop: AbortSignal;
  /** Plays the file once; `restart` aborts when that is to end as the file has changed. Resolves with its exit code. */
  readonly play: (restart: AbortSignal) => Promise<number>;
  /** Tells what was wrong with the file, or could not be opened, and gives the exit code for it. */
  readonly tell: (error: unknown) => number;
  /** Says that it waits for the next change. */
  readonly wait: () => void;
}

/** Plays a file, and again whenever it changes, until it is stopped. Resolves with the exit code of the last time. */
export async function playAgainAtChanges(file: string, parts: WatchParts): Promise<number> {
  const { clock, stop, play, tell, wait } = parts;
  const watched = watchFile(file, clock);
  try {
    for (;;) {
      const changed = watched.nextChange();
      const code = await play(changed).catch((error: unknown) => {
        if (error instanceof InputError || error instanceof StartError) return tell(error);
        throw error;
      });
      if (stop.aborted) return code;
      if (!changed.aborted) wait();
      await Promise.race([aborted(changed), aborted(stop)]);
      if (stop.aborted) return code;
    }
  } finally {
    watched.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => whenAborted(signal, resolve));
}
