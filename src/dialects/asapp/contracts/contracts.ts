import { eventTypes, feedNames, feedOf, type EventType, type FeedName } from '../event-types.ts';
import { fieldsByEventType } from '../wire/fields-by-event-type.ts';
import { wireEvents } from '../wire/index.ts';
import { rulesOfSchema } from '../../../contracts/pact/rules-of-schema.ts';
import type { InteractionParts } from '../../../contracts/pact/write-pact.ts';
import {
  receiverState,
  type Contract,
  type Members,
  type PlayedDay,
  type VendorContracts,
} from '../../../contracts/vendors/contract.ts';

const page = 'https://docs.asapp.com/reporting/real-time-event-api';
const sections: Readonly<Record<FeedName, string>> = {
  activity: 'Activity Feed',
  journey: 'Journey Feed',
  queue: 'Queue State Feed',
};

/** What tells events apart, and so must be equal: never another feed or type than the interaction's. */
const fixed = ['$.name', '$.event_type'];

/** ASAPP's two contracts: the POST of every event type, and what a reference consumer reads of each. */
const contracts: readonly Contract[] = [
  {
    file: 'asapp/asapp--customer-receiver.http.json',
    vendor: 'asapp',
    consumer: 'asapp',
    provider: 'customer-receiver',
    interactions: (day) => eachType(day, post),
  },
  {
    file: 'asapp/reference-consumer--asapp-realtime-events.messages.json',
    vendor: 'asapp',
    consumer: 'reference-consumer',
    provider: 'asapp-realtime-events',
    interactions: (day) => eachType(day, message),
  },
];

/** What contracts know of ASAPP. */
export const asapp: VendorContracts = {
  vendor: 'asapp',
  providerWords: ['asapp'],
  eventTypes: Object.values(eventTypes).flat(),
  schemaOf(eventType) {
    const feed = feedOf(eventType);
    return feed === undefined ? undefined : wireEvents[feed];
  },
  contracts,
};

type Make = (day: PlayedDay, feed: FeedName, eventType: EventType) => InteractionParts;

function eachType(day: PlayedDay, make: Make): InteractionParts[] {
  return feedNames.flatMap((feed) => eventTypes[feed].map((eventType) => make(day, feed, eventType)));
}

function post(day: PlayedDay, feed: FeedName, eventType: EventType): InteractionParts {
  const content = day.exampleOf('asapp', eventType);
  return {
    kind: 'http',
    ...commonOf(feed, eventType),
    states: [{ name: receiverState }],
    request: {
      method: 'POST',
      path: '/asapp/events',
      headers: { 'Content-Type': 'application/json' },
      body: {
        content,
        contentType: 'application/json',
        rules: rulesOfSchema(wireEvents[feed], content, fixed),
        // Receivers that pass over what they have seen must see something new in each replay.
        generators: { '$.event_id': { type: 'Uuid' } },
      },
    },
    response: { status: 200 },
  };
}

function message(day: PlayedDay, feed: FeedName, eventType: EventType): InteractionParts {
  const content = needed(feed, eventType, day.exampleOf('asapp', eventType));
  const rules = rulesOfSchema(wireEvents[feed], content, fixed);
  return {
    kind: 'message',
    ...commonOf(feed, eventType),
    sometimes: day.sometimesOf(content, 'asapp', eventType),
    body: { content, contentType: 'application/json', rules },
  };
}

function commonOf(feed: FeedName, eventType: EventType) {
  return { description: `asapp ${feed} ${eventType}`, reference: `${page}, "${sections[feed]}"` };
}

/** What a consumer of this event type needs: how to route it, whose it is, and what the type says anew. */
function needed(feed: FeedName, eventType: EventType, example: Members): Members {
  const row: Row = (fieldsByEventType[feed] as Readonly<Record<string, Row>>)[eventType] ?? {
    data: [],
    details: [],
  };
  const { api_version, name, event_type, event_id, meta_data, data, details } = example;
  const ofMeta = ['create_time', 'event_time', ...(feed === 'journey' ? ['issue_id'] : [])];
  const ofDetails = pick(details, row.details);
  return {
    api_version,
    name,
    event_type,
    event_id,
    meta_data: pick(meta_data, ofMeta),
    ...(feed === 'journey' && row.data.length === 0
      ? {}
      : { data: pick(data, [...owners[feed], ...row.data]) }),
    ...(Object.keys(ofDetails).length > 0 && { details: ofDetails }),
  };
}

interface Row {
  readonly data: readonly string[];
  readonly details: readonly string[];
}

/** Whose event it is. */
const owners: Readonly<Record<FeedName, readonly string[]>> = {
  activity: ['rep_id'],
  journey: [],
  queue: ['queue_id'],
};

function pick(members: unknown, names: readonly string[]): Members {
  const all = (members ?? {}) as Members;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}
