import type { DeliveryLog } from '../record/deliveries.ts';
import type { Run } from '../run/handle.ts';

/** Resolves when the message of that number has an outcome, or when the run is over. */
export async function awaitOutcome(run: Run, deliveries: DeliveryLog, seq: number): Promise<void> {
  if (deliveries.get(seq)?.outcome !== null) return;
  let unfollow: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    unfollow = run.follow((record) => {
      if (record.type === 'outcome' && record.message.seq === seq) resolve();
    });
  });
  await Promise.race([ended, run.result.then(() => undefined)]);
  unfollow();
}
