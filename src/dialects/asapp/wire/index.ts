import { z } from 'zod';
import { eventTypes, feedNames, type FeedName } from '../event-types.ts';
import { activityData, activityDetails } from './activity.ts';
import { text } from './fields.ts';
import { journeyData, journeyDetails } from './journey.ts';
import { metaData } from './meta-data.ts';
import { queueData, queueDetails } from './queue.ts';

/** What stands in `name`: the source of the stream, for routing. */
export const feedNameOnWire = {
  activity: 'com.asapp.event.activity',
  journey: 'com.asapp.event.journey',
  queue: 'com.asapp.event.queue',
} as const satisfies Record<FeedName, string>;

/** The feed whose events have this `name`; `undefined` when none has. */
export function feedOfName(name: unknown): FeedName | undefined {
  return feedNames.find((feed) => feedNameOnWire[feed] === name);
}

const routing = {
  api_version: text.min(1).describe('Major and minor version of the interface.'),
  event_id: z
    .uuid()
    .describe('Unique to the event; the same on every retry, so that duplicates can be told.'),
};

const said = {
  name: 'The feed, for routing.',
  eventType: 'What happened; `UNKNOWN` where the vendor does not say.',
};

/** `details` is left out when it would be empty. */
function nonEmpty<T extends z.ZodType<object>>(details: T) {
  return details
    .refine((value) => Object.keys(value).length > 0, 'is empty: the vendor leaves the key out.')
    .meta({ minProperties: 1 })
    .optional()
    .describe('What the event says, and what events before it said; absent while there is nothing.');
}

/**
 * One event of each feed, as it stands in the body of a POST. Unknown keys are refused, and so is null: the vendor
 * omits what it does not know. Details accumulate, so any details field of a feed may come with any event type.
 * `UNKNOWN` is a legal event type because the page's samples show it.
 */
export const wireEvents = {
  activity: z.strictObject({
    ...routing,
    name: z.literal(feedNameOnWire.activity).describe(said.name),
    meta_data: metaData,
    data: activityData.describe('Who the agent is.'),
    event_type: z.enum([...eventTypes.activity, 'UNKNOWN']).describe(said.eventType),
    details: nonEmpty(activityDetails),
  }),
  journey: z.strictObject({
    ...routing,
    name: z.literal(feedNameOnWire.journey).describe(said.name),
    meta_data: metaData.required({ issue_id: true }).describe('Facts about the event as such.'),
    data: journeyData.describe('The customer, the opportunity, its queue and its agent.'),
    event_type: z.enum([...eventTypes.journey, 'UNKNOWN']).describe(said.eventType),
    details: nonEmpty(journeyDetails),
  }),
  queue: z.strictObject({
    ...routing,
    name: z.literal(feedNameOnWire.queue).describe(said.name),
    meta_data: metaData,
    data: queueData.describe('How the queue is set up.'),
    event_type: z.enum([...eventTypes.queue, 'UNKNOWN']).describe(said.eventType),
    details: nonEmpty(queueDetails),
  }),
} as const;
