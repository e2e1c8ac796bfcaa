import { parseDuration } from '../lib/duration.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import type { Reaction } from '../receiver/behaviour.ts';
import { isSocketFault, socketFaults, type SocketFault } from '../receiver/socket-faults.ts';

/** What a receiver does with the requests that come. */
export interface Behaviour {
  /** Default: 200. */
  readonly status?: number | undefined;
  /** How long it takes to answer: ms, or a text such as `2s`. */
  readonly delay?: number | string | undefined;
  /** What it does with the connection instead of answering, such as `reset`. */
  readonly fault?: SocketFault | undefined;
  /** Only at every so many requests, counted from when it was asked for. Default: 1, at each. */
  readonly every?: number | undefined;
  /** So many times; afterwards requests are answered with 200 again. Default: always. */
  readonly times?: number | undefined;
}

/** What becomes of the `nth` request since the behaviours were asked for. The first that is for it decides. */
export type React = (nth: number) => Reaction;

const good: Reaction = { answer: 200, delayMs: 0 };

/** Reads a behaviour, a status alone, or several behaviours. Throws an {@link InputError} with all that is wrong. */
export function readBehaviour(given: number | Behaviour | readonly Behaviour[]): React {
  const list = typeof given === 'number' ? [{ status: given }] : 'length' in given ? given : [given];
  const problems = list.flatMap((behaviour, index) =>
    check(behaviour).map(({ message, path }) => ({
      path: list.length === 1 ? (path ?? '') : `[${index}].${path}`,
      message,
    })),
  );
  if (problems.length > 0) throw new InputError(problems);
  return (nth) => {
    const found = list.find(({ every = 1, times = Infinity }) => nth % every === 0 && nth / every <= times);
    if (found === undefined) return good;
    const { status = 200, fault, delay } = found;
    return { answer: fault ?? status, delayMs: readDelay(delay) ?? 0 };
  };
}

function check({ status, fault, delay, every, times }: Behaviour): Problem[] {
  const problems: Problem[] = [];
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
    problems.push({ path: 'status', message: `${status} is not a status. Write one from 200 to 599.` });
  }
  if (fault !== undefined && !isSocketFault(fault)) {
    const message = `"${String(fault)}" is no fault. Write one of ${socketFaults.join(', ')}.`;
    problems.push({ path: 'fault', message });
  }
  if (delay !== undefined && readDelay(delay) === undefined) {
    problems.push({
      path: 'delay',
      message: `"${delay}" is not a duration. Write ms, or a text such as 2s.`,
    });
  }
  for (const [path, count] of Object.entries({ every, times })) {
    if (count === undefined || (Number.isInteger(count) && count >= 1)) continue;
    problems.push({ path, message: `${count} is not a count. Write a whole number from 1.` });
  }
  return problems;
}

function readDelay(delay: Behaviour['delay']): number | undefined {
  if (typeof delay === 'string') return parseDuration(delay);
  return delay === undefined || delay >= 0 ? delay : undefined;
}
