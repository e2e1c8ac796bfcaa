import { z } from 'zod';
import {
  durationSchema,
  receiverUrlSchema,
  retriesSchema,
  timeoutSchema,
  tlsSchema,
} from '../../lib/schema.ts';
import { eventTypes, explainEventType, type FeedName } from './event-types.ts';

const url = receiverUrlSchema.describe(
  "Where this target's events are posted, one POST each. https:, or http: to localhost.",
);

const retryPause = z
  .strictObject({
    first: durationSchema
      .prefault('250ms')
      .describe('Pause before the first retry; doubled for each further one.'),
    max: durationSchema.prefault('5s').describe('The longest pause.'),
  })
  .prefault({})
  .describe(
    'Pauses between retries, each shortened by seeded jitter. Not in the vendor’s documents: our assumption.',
  );

const tls = tlsSchema('PEM file of the client certificate that the receiver checks.').describe(
  'Mutual TLS, version 1.3 only. The receiver is always verified.',
);

const delivery = {
  url,
  tls: tls
    .optional()
    .describe(
      'Of this feed alone: its certificate in place of the target’s; what is left out is the target’s.',
    ),
  timeout_ms: timeoutSchema.describe('Milliseconds to wait for a 200 before the try counts as failed.'),
  retries: retriesSchema
    .default(3)
    .describe('How many more times a message is tried after a failed delivery; then it is dropped.'),
  api_version: z.string().min(1).default('v1.3.0').describe('The `api_version` that every event carries.'),
  retry_pause: retryPause,
  strict_order: z
    .boolean()
    .default(false)
    .describe(
      'True: an event waits until the one before it of the same agent, issue or queue has ended. The vendor promises no order.',
    ),
};

const rawTarget = z
  .strictObject(delivery)
  .describe('One address for the events of all three feeds, of every type, instead of `feeds`.');

function feedTarget<T extends FeedName>(feed: T) {
  return z
    .strictObject({
      ...delivery,
      event_list: z
        .array(z.enum(eventTypes[feed], { error: ({ input }) => explainEventType(String(input), feed) }))
        .default([])
        .describe('The event types to send; empty or absent means all. The others still fill `details`.'),
    })
    .describe(`The ${feed} feed; absent means it is not sent.`);
}

/** The processed feeds, each with an address and a filter of its own. */
const feeds = z
  .strictObject({
    activity: feedTarget('activity').optional(),
    journey: feedTarget('journey').optional(),
    queue: feedTarget('queue').optional(),
  })
  .describe('The processed feeds. At least one; they may share an address.');

/**
 * `targets.asapp` of a scenario. The vendor's parameters keep the vendor's names and units (page, "Endpoint
 * Configuration"); durations of our own are text with a unit and come out as milliseconds.
 */
export const asappConfig = z
  .strictObject({
    company_id: z
      .string()
      .min(1)
      .default('phoney')
      .describe('`meta_data.company_id`, the short name of the company, constant for an integration.'),
    company_subdivision: z
      .string()
      .min(1)
      .default('main')
      .describe('`meta_data.company_subdivision`, for filtering.'),
    company_segments: z
      .array(z.string().min(1))
      .default(['simulated'])
      .describe('`meta_data.company_segments`, for filtering; an empty list leaves the key out.'),
    utilization_every: durationSchema
      .prefault('5m')
      .describe(
        'How often agent_activity_utilization_5_min is made for each agent who is logged in. The vendor names only the window of 5 minutes: our assumption.',
      ),
    tls: tls.optional(),
    feeds: feeds.optional(),
    raw: rawTarget.optional(),
  })
  .superRefine((config, context) => {
    if (config.utilization_every < 1000) {
      context.addIssue({
        code: 'custom',
        path: ['utilization_every'],
        message: 'Utilisation cannot be reported more often than every second. Write 1s or more, such as 5m.',
      });
    }
    if (config.feeds !== undefined && config.raw !== undefined) {
      context.addIssue('feeds and raw exclude each other: raw replaces the three feeds. Remove one of them.');
    } else if (config.raw === undefined && Object.keys(config.feeds ?? {}).length === 0) {
      context.addIssue(
        'Nothing would be sent. Give at least one of feeds.activity, feeds.journey, feeds.queue, or raw.',
      );
    }
  })
  .describe('ASAPP real-time events: one POST per event over mutual TLS.');

/** {@link asappConfig} with its defaults filled in. */
export type AsappConfig = z.output<typeof asappConfig>;
/** The delivery rules that every ASAPP target has. */
export type AsappDelivery = z.output<typeof rawTarget>;
