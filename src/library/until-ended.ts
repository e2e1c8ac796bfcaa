import type { Attempt, Message } from '../channels/message.ts';
import type { RunRecord } from '../record/record.ts';
import type { Run } from '../run/handle.ts';
import { describeDelivery, type Delivery } from './delivery.ts';
import { waitFor } from './wait/wait.ts';

/**
 * Sends a message and waits, however long it takes, for what becomes of it. Listens to the records themselves: what the run
 * keeps may have lost the message before it ends. Throws a `WaitError` when the run is over first.
 */
export async function untilEnded(run: Run, send: () => Message | Promise<Message>): Promise<Delivery> {
  const wait = { timeoutMs: Infinity, calledFrom: new Error('Called from') };
  // It may have ended before its number is known.
  const early: RunRecord[] = [];
  const unfollow = run.follow((record) => early.push(record));
  let message: Message;
  try {
    message = await send();
  } finally {
    unfollow();
  }
  const attempts: Attempt[] = [];
  const test = (record: RunRecord): Delivery | undefined => {
    if (record.type !== 'attempt' && record.type !== 'outcome') return undefined;
    if (record.message.seq !== message.seq) return undefined;
    if (record.type === 'outcome') return describeDelivery({ message, attempts, outcome: record.outcome });
    attempts.push(record.attempt);
    return undefined;
  };
  const look = (): Delivery | undefined => {
    for (const record of early) {
      const ended = test(record);
      if (ended !== undefined) return ended;
    }
    return undefined;
  };
  const explain = (): string => `The run was over before message ${message.seq} had ended.`;
  return waitFor(run, undefined, { look, test, mayBring: () => false, explain }, wait);
}
