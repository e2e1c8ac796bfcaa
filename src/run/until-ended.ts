import type { Attempt, Message, Outcome } from '../channels/message.ts';
import type { Delivery } from '../record/deliveries.ts';
import type { RunRecord } from '../record/record.ts';
import type { Run } from './handle.ts';

/**
 * Sends a message and follows it, however long it takes, to its outcome: `null` when the run was over first. Listens to the
 * records themselves, from before it is sent: what the run keeps may lose the message before it ends. Throws what `send` does.
 */
export async function untilEnded(
  run: Pick<Run, 'follow' | 'result'>,
  send: () => Message | Promise<Message>,
): Promise<Delivery> {
  const ended = Promise.withResolvers<void>();
  const attempts: Attempt[] = [];
  let outcome: Outcome | null = null;
  const take = (record: RunRecord, seq: number): void => {
    if (record.type === 'attempt' && record.message.seq === seq) attempts.push(record.attempt);
    if (record.type !== 'outcome' || record.message.seq !== seq) return;
    outcome = record.outcome;
    ended.resolve();
  };
  // It may have ended before its number is known.
  const early: RunRecord[] = [];
  let message: Message | undefined;
  const unfollow = run.follow((record) => {
    if (message === undefined) early.push(record);
    else take(record, message.seq);
  });
  try {
    message = await send();
    for (const record of early) take(record, message.seq);
    // What broke the run is told by its result.
    await Promise.race([ended.promise, run.result.catch(() => undefined)]);
    return { message, attempts, outcome };
  } finally {
    unfollow();
  }
}
