import { camelName, nameFor } from '../names.ts';
import { eventDefinitions, eventNames, type EventName } from '../wire/index.ts';
import { subscriptionSchema } from '../wire/subscription.ts';
import { exampleOfSchema } from '../../../contracts/pact/example-of-schema.ts';
import { readSchema, rulesOfSchema, type Schema } from '../../../contracts/pact/rules-of-schema.ts';
import type { Body, InteractionParts, Rule, Rules } from '../../../contracts/pact/write-pact.ts';
import type { Contract, VendorContracts } from '../../../contracts/vendors/contract.ts';
import { z } from 'zod';

const page = 'Enreach Websocket API (RTE)';
/** Users and queues of the scenario that contracts are verified with. */
const vera = 'a1eeb030-ff4b-4a11-ac9c-00155d4fdcf3';
const orders = 'c1eeb030-ff4b-4a11-ac9c-00155d4fdcf3';

/** Enreach's contract: the token over HTTP, the hub's methods, and every event that the hub pushes. */
const contracts: readonly Contract[] = [
  {
    file: 'enreach/reference-consumer--enreach-rte.json',
    vendor: 'enreach',
    consumer: 'reference-consumer',
    provider: 'enreach-rte',
    interactions: () => [...tokens, ...hubMethods(), ...eventNames.map(pushed)],
  },
];

/** What contracts know of Enreach. */
export const enreach: VendorContracts = {
  vendor: 'enreach',
  // Benemen is what the company was called before.
  providerWords: ['enreach', 'benemen', 'rte'],
  eventTypes: eventNames,
  // The names in a message depend on settings.
  schemaOf: () => undefined,
  namedSchemaOf,
  contracts,
};

/** Of what a handler gets, or of the data alone; in camel case unless the example has .NET's names. */
function namedSchemaOf(eventType: string, example: unknown): Schema | undefined {
  const name = eventNames.find((known) => known === eventType);
  if (name === undefined || typeof example !== 'object' || example === null || Array.isArray(example))
    return undefined;
  const names = Object.keys(example);
  const has = (wanted: string): boolean => names.some((one) => one.toLowerCase() === wanted);
  if (has('arguments') || has('target')) return undefined;
  const { schema } = eventDefinitions[name];
  const isHandled = has('subscription') || has('data');
  const own = readSchema(
    isHandled ? z.strictObject({ Subscription: subscriptionSchema, Data: schema }) : schema,
  );
  return names.some((one) => /^[A-Z]/.test(one)) ? own : inCamelCase(own);
}

function inCamelCase(schema: Schema): Schema {
  const { properties, required, items, anyOf, oneOf } = schema;
  return {
    ...schema,
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [camelName(name), inCamelCase(inner)]),
      ),
    }),
    ...(required !== undefined && { required: required.map(camelName) }),
    ...(items !== undefined && { items: inCamelCase(items) }),
    ...(anyOf !== undefined && { anyOf: anyOf.map(inCamelCase) }),
    ...(oneOf !== undefined && { oneOf: oneOf.map(inCamelCase) }),
  };
}

const json = 'application/json';
const matching = (regex: string): Rule => ({ combine: 'AND', matchers: [{ match: 'regex', regex }] });
/** A text of that form: of the form alone a number could be, too. */
const textLike = (regex: string): Rule => ({
  combine: 'AND',
  matchers: [{ match: 'type' }, { match: 'regex', regex }],
});
const typed: Rule = { combine: 'AND', matchers: [{ match: 'type' }] };

const tokens: readonly InteractionParts[] = [
  token('enreach token of the caller', 'me', 200),
  token('enreach token of a user', vera, 200),
  token('enreach token with bad credentials', 'me', 401),
  token('enreach token of an unknown user', '00000000-0000-4000-8000-000000000000', 404),
];

function token(description: string, user: string, status: 200 | 401 | 404): InteractionParts {
  return {
    kind: 'http',
    description,
    reference: `${page}, "Client authentication"${status === 200 ? '' : '; the refusal is our assumption'}`,
    ...(status !== 401 && { states: [{ name: 'a user may sign in', params: { user: 'vera' } }] }),
    request: {
      method: 'GET',
      path: `/token/${user}/rte/`,
      headers: { Authorization: 'Basic dmVyYTpzZWNyZXQ=' },
      headerRules: { Authorization: matching('^Basic [A-Za-z0-9+/=]+$') },
    },
    response: {
      status,
      ...(status === 200 && {
        headers: { 'Content-Type': json },
        headerRules: { 'Content-Type': matching('^application/json.*$') },
        body: {
          content: {
            WssEndpoint: 'wss://rte.example.com/rte',
            Token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl',
          },
          contentType: json,
          rules: {
            '$.WssEndpoint': textLike(String.raw`^(wss|ws|https|http)://.+$`),
            '$.Token': textLike(String.raw`^[\w-]+\.[\w-]+\.[\w-]+$`),
          },
        },
      }),
    },
  };
}

function hubMethods(): InteractionParts[] {
  const wanted = [{ EntityId: orders, EventName: 'QueueStatus' }];
  const result = { subscribed: true, message: null, entityId: orders, eventName: 'queuestatus' };
  const subscribed = [{ name: 'a client is subscribed', params: { event: 'QueueStatus', queue: 'Orders' } }];
  const subscription = named(
    exampleOfSchema(subscriptionSchema),
    rulesOfSchema(subscriptionSchema, exampleOfSchema(subscriptionSchema)),
    '$.result[*]',
  );
  return [
    asked('Subscribe', [wanted], [result]),
    asked(
      'Subscribe',
      [[{ EntityId: orders, EventName: 'NoSuchEvent' }]],
      [{ ...result, subscribed: false, message: 'Unknown event name', eventName: 'nosuchevent' }],
      {
        title: 'Subscribe to an unknown event',
        rules: { '$.result[0].message': typed },
      },
    ),
    asked('Unsubscribe', [wanted], [{ ...result, subscribed: false }], { states: subscribed }),
    asked('UnsubscribeAll', [], true, { states: subscribed }),
    asked('AvailableSubscriptions', [], eventNames.slice(0, 1), {
      rules: {
        '$.result': { combine: 'AND', matchers: [{ match: 'type', min: 31, max: 31 }] },
        '$.result[*]': textLike(`^(${eventNames.join('|')})$`),
      },
    }),
    asked('ActiveSubscriptions', [], [subscription.content], {
      states: subscribed,
      rules: { '$.result': { combine: 'AND', matchers: [{ match: 'type', min: 1 }] }, ...subscription.rules },
    }),
  ];
}

interface AskedParts {
  readonly title?: string;
  readonly states?: readonly { readonly name: string; readonly params?: Readonly<Record<string, unknown>> }[];
  readonly rules?: Rules;
}

/** A call of a hub method and the completion that answers it. */
function asked(
  target: string,
  given: readonly unknown[],
  result: unknown,
  { title = target, states, rules = {} }: AskedParts = {},
): InteractionParts {
  return {
    kind: 'sync-message',
    description: `enreach ${title}`,
    reference: `${page}, "Hub Methods"`,
    ...(states !== undefined && { states }),
    question: { content: { type: 1, invocationId: '1', target, arguments: given }, contentType: json },
    answer: { content: { type: 3, invocationId: '1', result }, contentType: json, rules },
  };
}

/** `MessageReceived` with one event type: what a handler gets. */
function pushed(name: EventName): InteractionParts {
  const { schema } = eventDefinitions[name];
  const message = z.strictObject({ Subscription: subscriptionSchema, Data: schema });
  const example = exampleOfSchema(message) as { Subscription: object };
  const content = {
    ...example,
    Subscription: { ...example.Subscription, EventType: name, EntityType: eventDefinitions[name].entityType },
  };
  const body = named(
    content,
    rulesOfSchema(message, content, ['$.Subscription.EventType', '$.Subscription.EntityType']),
    '$',
  );
  return {
    kind: 'message',
    description: `enreach MessageReceived ${name}`,
    reference: `${page}, "Event: ${name}"`,
    body,
  };
}

/** With the names that the JSON protocol has, and rules that begin at `root`. */
function named(content: unknown, rules: Rules, root: string): Body {
  return {
    content: nameFor(content, 'json', 'auto'),
    contentType: json,
    rules: Object.fromEntries(
      Object.entries(rules).map(([path, rule]) => [
        root + path.slice(1).replaceAll(/\.([A-Z]\w*)/g, (_, name: string) => `.${camelName(name)}`),
        rule,
      ]),
    ),
  };
}
