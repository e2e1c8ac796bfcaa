import { machineClock } from '../../lib/clock.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { RunRecord } from '../../record/record.ts';
import type { Run } from '../../run/handle.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { WaitError } from './wait-error.ts';

/** Test runners give a test five seconds: a wait that ends before says why. */
export const usualTimeoutMs = 4000;

/** How long to wait, and for what. */
export interface WaitOptions {
  /** Real ms. Default: 4,000. */
  readonly timeoutMs?: number | undefined;
  /** Only what comes from now on counts. Default: what is kept already counts, and is looked at first. */
  readonly fresh?: boolean | undefined;
}

/** What is waited for in a run. */
export interface Wanted<Found> {
  /** Looks at what is there already; `undefined` when it is not. */
  readonly look: () => Found | undefined;
  /** What it is when this record brings it; `undefined` when it does not. */
  readonly test: (record: RunRecord) => Found | undefined;
  /** Whether virtual time has to stand still at this record's instant, to see what becomes of it. */
  readonly mayBring: (record: RunRecord) => boolean;
  /** Why it did not come, for people; `ending` says what the wait ended with. */
  readonly explain: (ending: string) => string;
}

/**
 * Waits until what is wanted is there. Throws a {@link WaitError} when it does not come. Virtual time moves on for it while it
 * stands still; once it goes on by itself, the wait is one in real time.
 */
export async function waitFor<Found>(
  run: Run,
  virtual: VirtualTime | undefined,
  { look, test, mayBring, explain }: Wanted<Found>,
  { timeoutMs = usualTimeoutMs, calledFrom }: WaitOptions & { readonly calledFrom: Error },
): Promise<Found> {
  const over = new AbortController();
  const wait = Promise.withResolvers<Found>();
  let found: Found | undefined;
  let isMoving = virtual !== undefined;
  const end = (act: () => void): void => {
    if (over.signal.aborted) return;
    over.abort();
    act();
  };
  const broken = (error: unknown): void => end(() => wait.reject(error));
  const settle = (ending: string): void => {
    const result = found;
    end(() => {
      if (result !== undefined) wait.resolve(result);
      else wait.reject(new WaitError(explain(ending), calledFrom));
    });
  };
  /** What is asked may throw: that is the waiter's own mistake. */
  const consider = (ask: () => Found | undefined): void => {
    if (over.signal.aborted) return;
    try {
      found ??= ask();
    } catch (error) {
      broken(error);
    }
  };

  consider(look);
  if (found !== undefined) settle('');
  const unfollow = run.follow((record) => {
    consider(() => test(record));
    // Virtual time stands still only when the instant has been played to its end.
    if (found !== undefined && !isMoving) settle('');
  });
  const timeout = machineClock.sleep(timeoutMs, over.signal);
  void timeout.then(() => settle(`within ${formatDuration(timeoutMs)}`));
  void run.result.then(() => settle('before the run was over'), broken);
  if (virtual !== undefined && !over.signal.aborted) {
    const goal = { isReached: () => found !== undefined, mayReach: mayBring, signal: over.signal };
    void virtual.moveTo(goal).then((standsStill) => {
      isMoving = false;
      if (standsStill || found !== undefined) settle('before the day was over');
    }, broken);
  }
  return wait.promise.finally(unfollow);
}
