import type { CheckWatcher } from '../../check/look.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Output } from '../output.ts';

/** What takes less is not worth a line. */
const firstMs = 500;
const everyMs = 200;

/** A line that says what is looked at, and for how long already, on a terminal. */
export interface Progress {
  readonly began: CheckWatcher['began'];
  /** Takes the line away. */
  readonly ended: () => void;
}

/** Shows what takes its time. */
export function showProgress(output: Output, clock: Clock): Progress {
  let current = new AbortController();
  const show = async (text: string, signal: AbortSignal): Promise<void> => {
    const startedMs = clock.monotonicMs();
    for (let waitMs = firstMs; ; waitMs = everyMs) {
      await clock.sleep(waitMs, signal);
      if (signal.aborted) return;
      const seconds = ((clock.monotonicMs() - startedMs) / 1000).toFixed(1);
      output.live([`${text}  ${seconds} s`]);
    }
  };
  const ended = (): void => {
    current.abort();
    output.live([]);
  };
  return {
    began({ id, title }, nth, count) {
      ended();
      current = new AbortController();
      void show(`${nth} of ${count}  ${title} (${id})`, current.signal);
    },
    ended,
  };
}
