import type { Attempt, Message } from '../channels/message.ts';
import type { Delivery } from '../record/deliveries.ts';
import type { Run } from '../run/handle.ts';

/** The message as it stands; one that made room for later ones, with nothing that became of it. */
export function deliveryOf(run: Run, message: Message): Delivery {
  return run.kept?.deliveries.get(message.seq) ?? { message, attempts: [], outcome: null };
}

/**
 * The message that was just sent, once it has an outcome or the run is over. What becomes of it is followed, so that it is
 * known even when the message makes room for later ones meanwhile.
 */
export async function awaitOutcome(run: Run, message: Message): Promise<Delivery> {
  const sent = deliveryOf(run, message);
  if (message.filtered || sent.outcome !== null) return sent;
  const attempts: Attempt[] = [...sent.attempts];
  let unfollow: () => void = () => undefined;
  const ended = new Promise<Delivery>((resolve) => {
    unfollow = run.follow((record) => {
      if (record.type === 'attempt' && record.message.seq === message.seq) attempts.push(record.attempt);
      if (record.type !== 'outcome' || record.message.seq !== message.seq) return;
      resolve({ message, attempts, outcome: record.outcome });
    });
  });
  // What broke the run is told by whoever plays it.
  const over = run.result.then(
    () => undefined,
    () => undefined,
  );
  const delivery = await Promise.race([ended, over]);
  unfollow();
  return delivery ?? { message, attempts, outcome: null };
}
