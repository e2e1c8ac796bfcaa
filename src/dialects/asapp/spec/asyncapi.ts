import type { JsonObject, SpecParts } from '../../spec.ts';
import { eventTypes, feedNames, type FeedName } from '../event-types.ts';
import { about, receiverPath } from './about.ts';
import { summaries } from './summaries.ts';

/** What ties the events of a feed together, in the payload. */
const correlations: Readonly<Record<FeedName, { readonly location: string; readonly description: string }>> =
  {
    activity: {
      location: '$message.payload#/data/rep_id',
      description: 'The agent: events of one accumulate.',
    },
    journey: {
      location: '$message.payload#/meta_data/issue_id',
      description: 'The conversation: events of one accumulate.',
    },
    queue: {
      location: '$message.payload#/data/queue_id',
      description: 'The queue: events of one accumulate.',
    },
  };

/** The three feeds as ASAPP sends them: each event one POST, over mutual TLS. */
export function asyncapi(parts: SpecParts): JsonObject {
  return {
    asyncapi: '3.0.0',
    id: 'urn:phoney:asapp:asyncapi',
    info: about('ASAPP real-time events'),
    defaultContentType: 'application/json',
    servers: {
      receiver: {
        host: 'localhost:8443',
        protocol: 'https',
        description: "The customer's endpoint, to which ASAPP posts. TLS 1.3.",
        security: [{ $ref: '#/components/securitySchemes/mutualTls' }],
      },
    },
    channels: Object.fromEntries(feedNames.map((feed) => [feed, channel(feed)])),
    operations: Object.fromEntries(feedNames.map((feed) => [`send.${feed}`, operation(feed)])),
    components: {
      messages: Object.fromEntries(
        feedNames.flatMap((feed) => eventTypes[feed].map((type) => [type, message(feed, type, parts)])),
      ),
      correlationIds: correlations,
      securitySchemes: {
        mutualTls: {
          type: 'X509',
          description:
            'ASAPP shows a client certificate, whose subject holds an identifier that both sides have agreed upon.',
        },
      },
    },
  };
}

function channel(feed: FeedName): JsonObject {
  return {
    address: receiverPath(feed),
    title: `The ${feed} feed`,
    description: 'Any address of the customer’s; feeds may share one.',
    servers: [{ $ref: '#/servers/receiver' }],
    messages: Object.fromEntries(
      eventTypes[feed].map((type) => [type, { $ref: `#/components/messages/${type}` }]),
    ),
  };
}

function operation(feed: FeedName): JsonObject {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${feed}` },
    title: `POST an event of the ${feed} feed`,
    summary:
      'An answer of 200 within timeout_ms is a delivery. After anything else the event is sent again, with the same event_id, until its retries are used up.',
    bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
    messages: eventTypes[feed].map((type) => ({ $ref: `#/channels/${feed}/messages/${type}` })),
  };
}

function message(feed: FeedName, type: keyof typeof summaries, { ref, examplesOf }: SpecParts): JsonObject {
  return {
    name: type,
    title: type,
    summary: summaries[type],
    contentType: 'application/json',
    headers: {
      type: 'object',
      properties: { 'content-type': { type: 'string', const: 'application/json' } },
      required: ['content-type'],
    },
    payload: ref(type),
    correlationId: { $ref: `#/components/correlationIds/${feed}` },
    bindings: { http: { bindingVersion: '0.3.0' } },
    examples: examplesOf(type).map((payload, i) => ({
      name: i === 0 ? 'most' : 'least',
      headers: { 'content-type': 'application/json' },
      payload,
    })),
  };
}
