import type { JsonObject, SpecParts } from '../../spec.ts';
import { validationRule } from './about.ts';
import { notificationItem } from './receiver-paths.ts';

const collection =
  '/voice/api/cx/integration/v1/accounts/{rcAccountId}/sub-accounts/{subAccountId}/agent-states/subscriptions';

/** RingCX, "Agent State Subscription APIs": four operations on the subscriptions of a sub-account. */
export function subscriptionPaths(parts: SpecParts): JsonObject {
  return {
    [collection]: { get: list(parts), post: create(parts) },
    [`${collection}/{subscriptionId}`]: { put: change(parts), delete: remove(parts) },
  };
}

function list({ ref, examplesOf }: SpecParts): JsonObject {
  const [all] = examplesOf('subscriptions');
  return {
    operationId: 'listSubscriptions',
    tags: ['subscriptions'],
    summary: 'Every subscription of the sub-account.',
    parameters: parametersOf(['all'], 'rcAccountId', 'subAccountId'),
    responses: {
      200: { description: 'They are.', content: json(ref('subscriptions'), { all }) },
      ...refusals(ref, 401, 403, 404, 429),
    },
  };
}

function create({ ref, examplesOf }: SpecParts): JsonObject {
  const [everything, little] = examplesOf('subscription-request') as readonly [JsonObject, JsonObject];
  const [subscription] = examplesOf('subscription') as readonly [JsonObject];
  const requests = {
    created: everything,
    'created-with-defaults': little,
    'past-expiry': { ...everything, expiresAt: 1 },
    'name-taken': { ...everything, notificationUrl: 'https://localhost:8443/other' },
    'receiver-invalid': { ...everything, notificationUrl: 'https://localhost:8443/nobody' },
  };
  const plain = { ...subscription, description: null, customHeaders: {} };
  return {
    operationId: 'createSubscription',
    tags: ['subscriptions'],
    summary: 'Subscribes to agent states.',
    description: validationRule,
    parameters: parametersOf(Object.keys(requests), 'rcAccountId', 'subAccountId'),
    requestBody: { required: true, content: json(ref('subscription-request'), requests) },
    callbacks: {
      notification: { '{$request.body#/notificationUrl}': notificationItem({ ref, examplesOf }, 'notified') },
    },
    responses: {
      201: {
        description: 'Subscribed.',
        content: json(ref('subscription'), { created: subscription, 'created-with-defaults': plain }),
      },
      400: {
        description: 'Something is wrong with the request, or the receiver did not pass the validation.',
        content: json(
          { anyOf: [ref('refusal'), ref('invalid-receiver')] },
          {
            'past-expiry': refusal(400, 'expiresAt: is in the past'),
            'receiver-invalid': examplesOf('invalid-receiver')[0],
          },
        ),
      },
      ...refusals(ref, 401, 403, 404, 429),
      409: {
        description: 'An active subscription has this name.',
        content: json(ref('refusal'), {
          'name-taken': refusal(409, 'An active subscription has this name'),
        }),
      },
    },
  };
}

function change({ ref, examplesOf }: SpecParts): JsonObject {
  const [changed] = examplesOf('subscription-request');
  const [subscription] = examplesOf('subscription');
  return {
    operationId: 'changeSubscription',
    tags: ['subscriptions'],
    summary: 'Replaces a subscription. A changed address is validated first.',
    parameters: parametersOf(['changed'], 'rcAccountId', 'subAccountId', 'subscriptionId'),
    requestBody: { required: true, content: json(ref('subscription-request'), { changed }) },
    responses: {
      200: { description: 'Changed.', content: json(ref('subscription'), { changed: subscription }) },
      ...refusals(ref, 400, 401, 403, 404, 409, 429),
    },
  };
}

function remove({ ref }: SpecParts): JsonObject {
  return {
    operationId: 'deleteSubscription',
    tags: ['subscriptions'],
    summary: 'Ends a subscription.',
    parameters: parametersOf(['deleted'], 'rcAccountId', 'subAccountId', 'subscriptionId'),
    responses: {
      // Microcks goes by it where there is no body to go by.
      204: { description: 'It is over.', 'x-microcks-refs': ['deleted'] },
      ...refusals(ref, 401, 403, 404, 429),
    },
  };
}

const parameterExamples = {
  rcAccountId: { value: '400000000', description: 'The account.' },
  subAccountId: { value: '15300002', description: 'The sub-account.' },
  subscriptionId: { value: '7b1f6d0e-52a4-4c58-9a0e-0d6c3c7f2a11', description: 'The subscription.' },
} as const;

function parametersOf(
  exampleNames: readonly string[],
  ...names: readonly (keyof typeof parameterExamples)[]
): JsonObject[] {
  return names.map((name) => {
    const { value, description } = parameterExamples[name];
    return {
      name,
      in: 'path',
      required: true,
      description,
      schema: { type: 'string' },
      examples: Object.fromEntries(exampleNames.map((one) => [one, { value }])),
    };
  });
}

/** What a body may be, and what it is in each example. */
function json(schema: JsonObject, examples: Readonly<Record<string, unknown>>): JsonObject {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return { 'application/json': { schema, examples: Object.fromEntries(named) as JsonObject } };
}

const reasons = {
  400: 'Something is wrong with the request.',
  401: 'A valid Bearer token is required.',
  403: 'The user does not have the role WFO_ACCESS.',
  404: 'There is no such account, sub-account, subscription or authConfigId.',
  409: 'An active subscription has this name.',
  429: 'More than 120 requests in a minute.',
} as const;

function refusals(ref: SpecParts['ref'], ...statuses: readonly (keyof typeof reasons)[]): JsonObject {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: reasons[status], content: { 'application/json': { schema: ref('refusal') } } },
    ]),
  );
}

function refusal(status: 400 | 409, generalMessage: string): JsonObject {
  const errorCode = { 400: 'bad.request.exception', 409: 'conflict.exception' }[status];
  return { errorCode, generalMessage, timestamp: 1_772_438_400_000 };
}
