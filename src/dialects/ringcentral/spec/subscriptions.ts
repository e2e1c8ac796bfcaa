import type { WireShape } from '../../spec.ts';
import { invalidReceiverAnswer, refusalAnswer, subscriptionAnswer } from '../subscriptions/answers.ts';
import { invalidReceiver } from '../subscriptions/errors.ts';
import { subscriptionRequest } from '../subscriptions/request-body.ts';

const page = 'RingCX, "Agent State Subscription APIs"';

/** A subscription that examples tell of. */
const example = {
  subscriptionName: 'Workforce management',
  description: 'Adherence of the day shift',
  notificationUrl: 'https://localhost:8443/agent-states',
  authConfigId: null,
  active: true,
  customHeaders: { 'X-Site': 'north' },
  expiresAt: 0,
};

/** The same as answers show it. */
const answered = {
  subscriptionId: '7b1f6d0e-52a4-4c58-9a0e-0d6c3c7f2a11',
  mainAccountId: '400000000',
  subAccountId: '15300002',
  ...example,
  maxRetryCount: 3,
  createdBy: 'Admin User',
  createdAt: '2026-03-02T08:00:00Z',
  updatedBy: 'Admin User',
  updatedAt: '2026-03-02T08:00:00Z',
};

/** Bodies of the REST API through which a system subscribes to agent states, and of the notifications. */
export const subscriptionShapes: readonly WireShape[] = [
  {
    name: 'notification',
    typeName: 'RingcxNotification',
    summary: 'An agent is in another state: what a subscription brings, with the fields of the WFM event.',
    page,
    choiceOf: ['agent-state'],
    examples: (examplesOf) => examplesOf('agent-state'),
  },
  {
    name: 'subscription-request',
    typeName: 'RingcxSubscriptionRequest',
    summary: 'What a system wants that subscribes, or changes its subscription.',
    page,
    schema: subscriptionRequest,
    isInput: true,
    examples: () => [
      { ...example, retryCount: 3 },
      { subscriptionName: example.subscriptionName, notificationUrl: example.notificationUrl },
    ],
  },
  {
    name: 'subscription',
    typeName: 'RingcxSubscription',
    summary: 'A subscription as it stands.',
    page,
    schema: subscriptionAnswer,
    examples: () => [answered],
  },
  {
    name: 'subscriptions',
    typeName: 'RingcxSubscriptions',
    summary: 'Every subscription of the sub-account.',
    page,
    listOf: 'subscription',
    examples: () => [[answered]],
  },
  {
    name: 'refusal',
    typeName: 'RingcxRefusal',
    summary: 'Why a request is refused.',
    page,
    schema: refusalAnswer,
    examples: () => [
      {
        errorCode: 'access.denied.exception',
        generalMessage: 'You do not have permission to access this resource',
        timestamp: 1_772_438_400_000,
      },
    ],
  },
  {
    name: 'invalid-receiver',
    typeName: 'RingcxInvalidReceiver',
    summary: 'The receiver did not pass the validation.',
    page,
    schema: invalidReceiverAnswer,
    examples: () => [invalidReceiver.body],
  },
];
