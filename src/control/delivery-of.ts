import type { Message } from '../channels/message.ts';
import type { Delivery } from '../record/deliveries.ts';
import type { Run } from '../run/handle.ts';

/** The message as it stands; one that made room for later ones, with nothing that became of it. */
export function deliveryOf(run: Run, message: Message): Delivery {
  return run.kept?.deliveries.get(message.seq) ?? { message, attempts: [], outcome: null };
}
