import type { z } from 'zod';
import type { Delivery } from '../../record/deliveries.ts';
import { messageLine } from '../../record/record.ts';
import type { deliveriesSchema, deliverySchema } from '../schema/deliveries.ts';
import { formatTime } from '../schema/fields.ts';

type Head = z.input<typeof deliveriesSchema>['deliveries'][number];
type Whole = z.input<typeof deliverySchema>;

/** A delivery in a list. */
export function viewHead({ message, attempts, outcome }: Delivery): Head {
  const { seq, at, vendor, feed, channel, eventId, eventType, contactId, copyOf = null } = message;
  return {
    id: seq,
    at: formatTime(at),
    vendor,
    feed,
    channel,
    eventId,
    eventType,
    contactId,
    copyOf,
    outcome: outcome?.outcome ?? 'open',
    reason: outcome?.reason ?? null,
    tries: attempts.length,
    status: attempts.at(-1)?.status ?? null,
  };
}

/** A delivery with everything that is known of it; secrets hidden as in records. */
export function viewDelivery(delivery: Delivery): Whole {
  const { method, url, headers } = messageLine(delivery.message);
  return {
    ...viewHead(delivery),
    method,
    url,
    headers,
    body: delivery.message.body,
    attempts: delivery.attempts.map(({ messageSeq: _seq, eventId: _id, answer = null, ...attempt }) => ({
      ...attempt,
      answer,
    })),
  };
}
