import type { JsonObject, SpecParts } from '../../spec.ts';
import { eventTypes, fieldNames, type EventType } from '../wire.ts';
import { isTypeOfFeed } from '../wfm.ts';
import { receiverPaths, validationRule } from './about.ts';
import { nameOf, summaries } from './events.ts';

const feeds = ['agent-events', 'call-events'] as const;
type Feed = (typeof feeds)[number];

const servers = [{ url: 'https://localhost:8443', description: 'The customer’s endpoint.' }];
const security = [{}, { basic: [] }];

/** What a customer serves: the facts in a body or in a query, and the notifications of its subscriptions. */
export function receiverOperations(parts: SpecParts): JsonObject {
  return {
    ...Object.fromEntries(feeds.map((feed) => [receiverPaths[feed], feedPath(feed, parts)])),
    [receiverPaths.notifications]: { servers, ...notificationItem(parts, 'receive.notification') },
  };
}

function feedPath(feed: Feed, parts: SpecParts): JsonObject {
  const types = eventTypes.filter((type) => isTypeOfFeed(type, feed));
  return { servers, post: takeBody(feed, types, parts), get: takeQuery(feed, types, parts) };
}

function takeBody(feed: Feed, types: readonly EventType[], { ref, examplesOf }: SpecParts): JsonObject {
  return {
    operationId: `receive.${feed}`,
    tags: ['receiver'],
    security,
    summary: 'Takes an event, with "Send body as JSON".',
    requestBody: {
      required: true,
      content: { 'application/json': { schema: ref(feed), examples: bodies(types, examplesOf) } },
    },
    responses: taken(types.map(nameOf)),
  };
}

/** The fields are those of the JSON form; a field that an event does not have has no example of that name. */
function takeQuery(feed: Feed, types: readonly EventType[], { examplesOf }: SpecParts): JsonObject {
  const facts = types.map((type) => [nameOf(type), examplesOf(nameOf(type))[0] as JsonObject] as const);
  const all = types.flatMap((type) => examplesOf(nameOf(type)) as readonly JsonObject[]);
  const parameters = [...fieldNames].flatMap((name) => {
    const examples = facts.flatMap(([type, fact]) =>
      typeof fact[name] === 'string' ? [[type, { value: fact[name] }]] : [],
    );
    if (examples.length === 0) return [];
    return [
      {
        name,
        in: 'query',
        required: all.every((fact) => typeof fact[name] === 'string'),
        schema: { type: 'string' },
        examples: Object.fromEntries(examples) as JsonObject,
      },
    ];
  });
  return {
    operationId: `receive.${feed}.url-encoded`,
    tags: ['receiver'],
    security,
    summary: 'Takes an event, without "Send body as JSON". A null is an absent key.',
    parameters,
    responses: taken(types.map(nameOf)),
  };
}

/** The address of a subscription: events, and before the first of them a validation. */
export function notificationItem({ ref, examplesOf }: SpecParts, operationId: string): JsonObject {
  const types = eventTypes.filter((type) => !/^LOG|-CALL$/.test(type));
  return {
    post: {
      operationId,
      tags: ['receiver'],
      security,
      summary: 'Takes a notification, or a validation.',
      description: validationRule,
      parameters: [
        {
          name: 'Validation-Token',
          in: 'header',
          required: false,
          description: 'Of a validation alone.',
          schema: { type: 'string' },
        },
      ],
      requestBody: {
        required: false,
        content: { 'application/json': { schema: ref('notification'), examples: bodies(types, examplesOf) } },
      },
      responses: taken(types.map(nameOf), {
        'Validation-Token': { description: 'What the validation has.', schema: { type: 'string' } },
      }),
    },
  };
}

function bodies(types: readonly EventType[], examplesOf: SpecParts['examplesOf']): JsonObject {
  return Object.fromEntries(
    types.map((type) => {
      const [value] = examplesOf(nameOf(type));
      return [nameOf(type), { summary: summaries[type], value }];
    }),
  );
}

function taken(names: readonly string[], headers?: JsonObject): JsonObject {
  return {
    200: {
      description: 'Taken, as any other 2xx is.',
      ...(headers !== undefined && { headers }),
      content: {
        'text/plain': {
          schema: { type: 'string' },
          examples: Object.fromEntries(names.map((name) => [name, { value: 'OK' }])),
        },
      },
    },
  };
}
