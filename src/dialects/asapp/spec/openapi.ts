import type { JsonObject, SpecParts } from '../../spec.ts';
import { eventTypes, feedNames, type FeedName } from '../event-types.ts';
import { about, receiverPath } from './about.ts';
import { summaries } from './summaries.ts';

/** What a customer has to serve: an address for each feed. Examples of requests and answers go together by name. */
export function openapi(parts: SpecParts): JsonObject {
  return {
    openapi: '3.1.0',
    info: about('Receiver of ASAPP real-time events'),
    servers: [{ url: 'https://localhost:8443', description: 'The customer’s endpoint.' }],
    tags: [{ name: 'receiver', description: 'What the customer serves, and ASAPP calls.' }],
    security: [{ mutualTls: [] }],
    paths: Object.fromEntries(feedNames.map((feed) => [receiverPath(feed), path(feed, parts)])),
    components: {
      securitySchemes: {
        mutualTls: { type: 'mutualTLS', description: 'TLS 1.3; ASAPP shows a client certificate.' },
      },
    },
  };
}

function path(feed: FeedName, { ref, examplesOf }: SpecParts): JsonObject {
  const types = eventTypes[feed];
  const requests = types.flatMap((type) => {
    const [value] = examplesOf(type);
    return value === undefined ? [] : [[type, { summary: summaries[type], value }] as const];
  });
  return {
    post: {
      operationId: `receive.${feed}`,
      tags: ['receiver'],
      summary: `Takes an event of the ${feed} feed.`,
      description:
        'Only 200 is a delivery. Another answer, or none within timeout_ms, has the event sent again with the same event_id.',
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: ref(feed), examples: Object.fromEntries(requests) },
        },
      },
      responses: {
        200: {
          description: 'Taken. What the answer says is of no interest to ASAPP.',
          content: {
            'text/plain': {
              schema: { type: 'string' },
              examples: Object.fromEntries(requests.map(([type]) => [type, { value: 'OK' }])),
            },
          },
        },
      },
    },
  };
}
