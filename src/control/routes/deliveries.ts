import type { Message } from '../../channels/message.ts';
import type { Delivery, DeliveryLog } from '../../record/deliveries.ts';
import { untilEnded } from '../../run/until-ended.ts';
import { deliveryOf } from '../delivery-of.ts';
import { operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';
import {
  deliveriesQuery,
  deliveriesSchema,
  deliveryParams,
  deliverySchema,
  waitQuery,
} from '../schema/deliveries.ts';
import { viewDelivery, viewHead } from '../view/delivery.ts';

/** Messages, with what became of them. */
export const deliveryOperations = [
  operation({
    id: 'listDeliveries',
    tag: 'Deliveries',
    method: 'get',
    path: '/v1/deliveries',
    summary: 'The messages of the run that are kept, in order, by what they are and what became of them.',
    query: deliveriesQuery,
    answer: deliveriesSchema,
    refusals: ['no-run'],
    handle: ({ held: { kept } }, { query }) => {
      const { cursor, limit, since = -Infinity, contact, ...filter } = query;
      const wanted = withoutAbsent({ ...filter, contactId: contact });
      const found = kept.deliveries
        .find({ ...wanted, since: cursor })
        .filter(({ message }) => message.at >= since);
      const page = found.slice(0, limit);
      const last = page.at(-1)?.message.seq;
      return {
        deliveries: page.map(viewHead),
        next: found.length > limit && last !== undefined ? String(last) : null,
        missing: kept.deliveries.missing,
      };
    },
  }),
  operation({
    id: 'getDelivery',
    tag: 'Deliveries',
    method: 'get',
    path: '/v1/deliveries/{id}',
    summary: 'One message with its bytes, all its attempts, and the answers.',
    params: deliveryParams,
    answer: deliverySchema,
    refusals: ['no-run', 'not-found'],
    handle: ({ held: { kept } }, { params }) => viewDelivery(find(kept.deliveries, params.id)),
  }),
  operation({
    id: 'redeliver',
    tag: 'Deliveries',
    method: 'post',
    path: '/v1/deliveries/{id}/redeliver',
    summary: 'Sends a message again: the same bytes with the same event id.',
    description: 'It is a copy in the books, with an id of its own, which is answered.',
    params: deliveryParams,
    query: waitQuery,
    status: 201,
    answer: deliverySchema,
    refusals: ['no-run', 'run-over', 'not-found', 'cannot-be-done'],
    handle: async ({ live: { run, kept, byHand } }, { params, query }) => {
      const { message } = find(kept.deliveries, params.id);
      if (message.filtered) {
        const why = "The vendor's own filter holds this message back, so that it was never sent.";
        throw new ControlProblem('cannot-be-done', why);
      }
      byHand.note(run.clock.simulatedMs, `not in a scenario: message ${message.seq} was sent again`);
      const send = (): Message => run.sendAgain(message);
      return viewDelivery(query.wait === true ? await untilEnded(run, send) : deliveryOf(run, send()));
    },
  }),
];

/** The delivery of that number. Throws a {@link ControlProblem} when it is not, or no longer, kept. */
function find(deliveries: DeliveryLog, id: number): Delivery {
  const found = deliveries.get(id);
  if (found !== undefined) return found;
  const lost = deliveries.missing > 0 ? ` ${deliveries.missing} old ones made room for later ones.` : '';
  throw new ControlProblem('not-found', `There is no delivery ${id}.${lost} GET /v1/deliveries lists them.`);
}

function withoutAbsent<Values extends object>(values: Values) {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [Key in keyof Values]?: Exclude<Values[Key], undefined> };
}
