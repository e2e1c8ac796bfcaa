import type { Message } from '../../channels/message.ts';
import type { Run } from '../../run/handle.ts';
import { describeDelivery, type Delivery } from '../delivery.ts';
import { explainWait } from './explain-wait.ts';
import {
  checkFilter,
  describeFilter,
  isMeant,
  seqOf,
  type DeliveryFilter,
  type DeliveryPredicate,
} from '../filter.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { waitFor, type WaitOptions } from './wait.ts';

/** How to wait for a delivery. */
type Options = WaitOptions & { readonly since?: DeliveryFilter['since'] };

/** Waits for a delivery of a run that keeps its messages. Throws a `WaitError` that says what came instead. */
export async function untilDelivery(
  run: Run,
  virtual: VirtualTime | undefined,
  wanted: DeliveryFilter | DeliveryPredicate,
  { since, fresh = false, timeoutMs }: Options,
): Promise<Delivery> {
  const calledFrom = new Error('Called from');
  const filter = withSince(filterOf(wanted), fresh ? lastSeq(run) : since);
  const look = (logged = run.kept?.deliveries.find({ since: seqOf(filter.since) }) ?? []) =>
    logged.map(describeDelivery).find((delivery) => isMeant(delivery, filter));
  return waitFor(
    run,
    virtual,
    {
      look: () => look(),
      test: (record) => {
        if (record.type !== 'message' && record.type !== 'outcome') return undefined;
        const logged = run.kept?.deliveries.get(record.message.seq);
        return logged && look([logged]);
      },
      mayBring: (record) => record.type === 'message' && mayBecome(record.message, filter),
      explain: (ending) => explainWait(run, describeFilter(filter), ending, filter),
    },
    { timeoutMs, calledFrom },
  );
}

/** The messages of a filter are those that were delivered; a function sees all that have ended. */
function filterOf(wanted: DeliveryFilter | DeliveryPredicate): DeliveryFilter {
  if (typeof wanted !== 'function') {
    checkFilter(wanted);
    return { outcome: 'delivered', ...wanted };
  }
  return { where: (delivery) => delivery.outcome !== 'open' && wanted(delivery) };
}

function withSince(filter: DeliveryFilter, since: DeliveryFilter['since']): DeliveryFilter {
  return since === undefined ? filter : { ...filter, since };
}

function lastSeq(run: Run): number {
  return run.kept?.deliveries.lastSeq ?? 0;
}

/** Whether a message is one of those that are meant, whatever will become of it. */
function mayBecome(message: Message, filter: DeliveryFilter): boolean {
  const delivery = describeDelivery({ message, attempts: [], outcome: null });
  return isMeant(delivery, { ...filter, outcome: 'any', where: undefined });
}
