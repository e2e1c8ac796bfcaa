import { z } from 'zod';
import { channelNames } from '../../channels/message.ts';
import { isoTime, queryFlag } from './fields.ts';

const outcomes = ['delivered', 'dropped', 'filtered', 'withheld', 'cut_off', 'open'] as const;

const delivery = z.strictObject({
  id: z.int().describe('The number of the message: seq in the records.'),
  at: isoTime,
  vendor: z.string(),
  feed: z.string(),
  channel: z.enum(channelNames),
  eventId: z.string(),
  eventType: z.string(),
  contactId: z.string().nullable(),
  copyOf: z.int().nullable().describe('The id of the message whose bytes it repeats.'),
  outcome: z.enum(outcomes),
  reason: z.string().nullable(),
  tries: z.int(),
  status: z.int().nullable().describe('The HTTP status of the last answer.'),
});

const attempt = z
  .strictObject({
    try: z.int(),
    dueMs: z.number(),
    queuedMs: z.number(),
    firstQueuedMs: z
      .number()
      .optional()
      .describe('Of a further try: when the first one came into the queue.'),
    startedMs: z.number(),
    finishedMs: z.number(),
    status: z.int().nullable(),
    error: z.string().nullable(),
    answer: z.string().nullable().describe('The beginning of the answer.'),
    detail: z.string().optional().describe('A sentence on the error.'),
    connectMs: z.number().optional().describe('How long the connection took to open, where one was opened.'),
    handshakeMs: z.number().optional().describe('How long TLS took after that.'),
    resent: z.literal(true).optional().describe('Sent twice: the first connection was found closed.'),
    faults: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('The names of the faults that were done to it on the wire.'),
  })
  .meta({ id: 'Attempt', description: 'Times are monotonic ms, as in records.' });

/** One delivery with everything that is known of it. */
export const deliverySchema = z
  .strictObject({
    ...delivery.shape,
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()).describe('Secrets hidden.'),
    body: z.string(),
    attempts: z.array(attempt),
  })
  .meta({ id: 'Delivery' });

/** A page of deliveries. */
export const deliveriesSchema = z.strictObject({
  deliveries: z.array(delivery.meta({ id: 'DeliveryHead' })),
  next: z.string().nullable().describe('The cursor of the next page; null when there is none.'),
  missing: z.int().describe('How many of the run made room for later ones and cannot be found any more.'),
});

/** Which deliveries are meant. */
export const deliveriesQuery = z.strictObject({
  vendor: z.string().optional(),
  feed: z.string().optional().describe("Without the vendor's name."),
  eventType: z.string().optional(),
  outcome: z.enum(outcomes).optional(),
  contact: z.string().optional().describe('The id of a contact.'),
  since: z
    .string()
    .transform((text, context) => {
      const ms = Date.parse(text);
      if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(ms)) return ms;
      context.addIssue(`"${text}" is not an instant. Write one such as 2026-03-02T08:05:00Z.`);
      return z.NEVER;
    })
    .optional()
    .describe('Only those of this simulated instant or later, such as 2026-03-02T08:05:00Z.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(0)
    .describe('`next` of the page before.'),
});

/** The number in a path. */
export const deliveryParams = z.strictObject({
  id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).describe('The id of a delivery.'),
});

/** Whether the answer is to say what became of the message. */
export const waitQuery = z.strictObject({
  wait: queryFlag.optional().describe('true: the answer waits until the message has an outcome.'),
});

/** One message to be sent. */
export const messageBody = z.strictObject({
  vendor: z.string().describe('A vendor in the targets of the scenario.'),
  eventType: z.string().describe("The vendor's name of it, as phoney trigger --list prints them."),
  overrides: z
    .record(z.string(), z.json())
    .optional()
    .describe('Other values, by the path of a field, such as data.rep_id.'),
});

/** The message, and what the overrides made wrong with it. */
export const messageAnswer = z.strictObject({
  delivery: deliverySchema,
  warnings: z.array(z.strictObject({ path: z.string(), message: z.string() })),
});
