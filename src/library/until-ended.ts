import type { Message } from '../channels/message.ts';
import type { Run } from '../run/handle.ts';
import { untilEnded as follow } from '../run/until-ended.ts';
import { describeDelivery, type Delivery } from './delivery.ts';
import { WaitError } from './wait/wait-error.ts';

/**
 * Sends a message and waits, however long it takes, for what becomes of it. Throws a `WaitError` when the run is over first, or
 * what broke the run.
 */
export async function untilEnded(run: Run, send: () => Message | Promise<Message>): Promise<Delivery> {
  const calledFrom = new Error('Called from');
  const sent = await follow(run, send);
  if (sent.outcome !== null) return describeDelivery(sent);
  await run.result;
  throw new WaitError(`The run was over before message ${sent.message.seq} had ended.`, calledFrom);
}
