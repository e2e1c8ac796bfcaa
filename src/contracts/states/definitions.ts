import { z } from 'zod';
import type { RunCommandInput } from '../../run/command.ts';
import type { ClientFacts } from './client-facts.ts';
import { receiverState } from '../vendors/contract.ts';
import { ownCast, type Cast } from './cast.ts';

/** A command, so many ms after the provider state begins. */
export interface StateStep {
  readonly afterMs: number;
  readonly command: RunCommandInput;
}

/** A provider state that phoney can set up. */
export interface StateDefinition {
  readonly name: string;
  /** Other sentences for it. */
  readonly alsoCalled: readonly string[];
  readonly says: string;
  readonly params: z.ZodObject;
  readonly steps: (params: never) => readonly StateStep[];
  readonly clients?: (params: never) => ClientFacts;
}

/** Somebody of the scenario where a state names nobody. */
const member = (of: keyof Cast, what: string) =>
  z
    .string()
    .default(ownCast[of])
    .meta({ description: `The name of ${what}.`, cast: of });
const agent = member('agent', 'an agent');
const queue = member('queue', 'a queue');
const chatQueue = member('chatQueue', 'a chat queue');
const guid = z.guid().optional().describe('The GUID by which the contract calls it.');

function define<Shape extends z.ZodRawShape>(
  name: string,
  says: string,
  shape: Shape,
  steps: (params: z.output<z.ZodObject<Shape>>) => readonly StateStep[],
  more: {
    readonly alsoCalled?: readonly string[];
    readonly clients?: (params: z.output<z.ZodObject<Shape>>) => ClientFacts;
  } = {},
): StateDefinition {
  const { alsoCalled = [], clients } = more;
  const params = z.strictObject(shape);
  return { name, alsoCalled, says, params, steps, ...(clients !== undefined && { clients }) };
}

const seconds = (count: number): number => count * 1000;
const now = (command: RunCommandInput): StateStep => ({ afterMs: 0, command });
const ref = 'provider-state';
/** A call that is answered after two seconds and lasts half a minute, unless the state says otherwise. */
const call = {
  patience: 'endless',
  ring: '2s',
  no_answer: 0,
  declined: 0,
  talk: '30s',
  wrap_up: '10s',
  transfer: null,
  callback: null,
  // A chat goes to an agent at once, as a call does.
  bot: null,
} as const;
const startCall = (queueName: string): RunCommandInput => ({
  do: 'contact.start',
  ref,
  queue: queueName,
  ...call,
});

/**
 * The provider states that phoney knows, beside every command of the centre under its own name (`agent.set-status`, with its
 * arguments as parameters). `phoney contracts list --states` prints them.
 */
export const stateDefinitions: readonly StateDefinition[] = [
  define('an ordinary day', 'Nothing in particular: the day of the scenario.', {}, () => [], {
    alsoCalled: ['phoney is running', 'the simulator is running', receiverState],
  }),
  define(
    'an agent logs in',
    'The agent logs out and, ten seconds later, in again.',
    { agent },
    (params) => [
      now({ do: 'agent.log-out', agent: params.agent }),
      { afterMs: seconds(10), command: { do: 'agent.log-in', agent: params.agent } },
    ],
    { alsoCalled: ['an agent is logged in', 'an agent has logged in'] },
  ),
  define(
    'an agent logs out',
    'The agent logs out.',
    { agent },
    (params) => [now({ do: 'agent.log-out', agent: params.agent })],
    {
      alsoCalled: ['an agent is logged out', 'an agent has logged out'],
    },
  ),
  define(
    'an agent chooses a status',
    'The agent chooses a status: available, break, lunch, training, away, or one of the scenario’s.',
    {
      agent,
      status: z.string().default('lunch').describe('The name of a status.'),
      note: z.string().nullable().default(null).describe('What the agent notes beside it.'),
      for: z.string().default('2m').describe('How long; a bare number is in seconds.'),
    },
    (params) => [now({ do: 'agent.set-status', ...params })],
    { alsoCalled: ['an agent changes status', 'an agent status changes', 'an agent changes their status'] },
  ),
  define(
    'a customer calls',
    'A call to a queue, which an agent answers and finishes.',
    { queue },
    (params) => [now(startCall(params.queue))],
    {
      alsoCalled: ['an agent answers a call', 'a call is answered', 'a call has ended', 'a call ends'],
    },
  ),
  define(
    'a customer gives up waiting',
    'A call to a queue that is abandoned before an agent answers.',
    { queue },
    (params) => [
      now({ do: 'contact.start', ref, queue: params.queue, ...call, ring: '1m' }),
      { afterMs: seconds(15), command: { do: 'contact.abandon', contact: ref } },
    ],
    { alsoCalled: ['a call is abandoned'] },
  ),
  define(
    'a call is transferred',
    'A call that its agent sends on to a number outside.',
    {
      queue,
      number: z.string().default('+14155550198').describe('The number outside.'),
      result: z
        .enum(['connected', 'no-answer', 'busy', 'recalled'])
        .default('connected')
        .describe('How it ends: connected, no-answer, busy or recalled.'),
    },
    (params) => [
      now(startCall(params.queue)),
      {
        afterMs: seconds(10),
        command: {
          do: 'contact.transfer',
          contact: ref,
          to: { number: params.number },
          result: params.result,
        },
      },
    ],
  ),
  define(
    'a supervisor listens to a call',
    'A call that a supervisor listens to from its fifth second on.',
    { queue, supervisor: member('supervisor', 'a supervisor') },
    (params) => [
      now(startCall(params.queue)),
      {
        afterMs: seconds(5),
        command: { do: 'contact.supervise', contact: ref, supervisor: params.supervisor },
      },
    ],
  ),
  define(
    'an agent calls a customer',
    'An outbound call: answered, abandoned or machine.',
    {
      agent,
      queue,
      outcome: z
        .enum(['answered', 'abandoned', 'machine'])
        .default('answered')
        .describe('Who picks up: answered, abandoned or machine.'),
    },
    ({ agent: name, queue: queueName, outcome }) => [
      now({
        do: 'contact.start',
        ref,
        profile: 'voice-outbound',
        queue: queueName,
        agent: name,
        outcome,
        ring: '5s',
        talk: '30s',
        wrap_up: '10s',
      }),
    ],
  ),
  define(
    'a customer opens a chat',
    'A chat that goes to an agent at once and lasts a minute.',
    { queue: chatQueue },
    (params) => [
      now({
        do: 'contact.start',
        ref,
        queue: params.queue,
        bot: null,
        patience: 'endless',
        talk: '1m',
        utterances: 6,
        wrap_up: '10s',
      }),
    ],
    { alsoCalled: ['a chat is opened', 'a chat has ended'] },
  ),
  define(
    'a queue is closed by hand',
    'The queue takes no more contacts, or, with on: false, takes them again.',
    { queue, on: z.boolean().default(true).describe('Whether it is closed.') },
    (params) => [now({ do: 'queue.set-mitigation', ...params })],
  ),
  define(
    'a customer asks to be called back',
    'A request to be called back is opened.',
    { queue },
    (params) => [now({ do: 'callback.open', queue: params.queue, ref })],
  ),
  define(
    'a user may sign in',
    'The user exists and may fetch a token; the contract’s credentials are replaced by the user’s.',
    { user: agent, id: guid },
    () => [],
    {
      alsoCalled: ['a user exists', 'user exists', 'the user is authorised', 'the user is authorized'],
      clients: ({ user, id }) => ({ signsIn: user, ...(id !== undefined && { users: { [user]: id } }) }),
    },
  ),
  define('a user without permission', 'Whoever calls is known and may not do what is asked.', {}, () => [], {
    alsoCalled: ['the user has no permission', 'the user lacks the role'],
    clients: () => ({ isDenied: true }),
  }),
  define(
    'a subscription exists',
    'A system has subscribed itself over HTTP. Its id is subscriptionId for generators, and the one in the contract’s path stands for it.',
    {
      name: z.string().default('WFM agent state feed').describe('The name of the subscription.'),
      url: z.url().default('https://receiver.example/agent-states').describe('Where it is notified.'),
      active: z.boolean().default(true).describe('Whether it is switched on.'),
    },
    () => [],
    {
      alsoCalled: ['a system is subscribed', 'there is a subscription', 'an agent-state subscription exists'],
      clients: ({ name: subscriptionName, url: notificationUrl, active }) => ({
        subscriptions: [{ subscriptionName, notificationUrl, active }],
      }),
    },
  ),
  define(
    'a receiver does not answer its validation',
    'Whoever subscribes over HTTP names an address that does not answer as it must.',
    {},
    () => [],
    { alsoCalled: ['the receiver is invalid'], clients: () => ({ isInvalid: true }) },
  ),
  define('a queue exists', 'The queue exists, by this GUID.', { queue, id: guid }, () => [], {
    clients: ({ queue: name, id }) => (id === undefined ? {} : { queues: { [name]: id } }),
  }),
  define(
    'a client is subscribed',
    'The client that calls the hub is subscribed to an event of a user, or of a queue.',
    {
      event: z.string().default('UserStatus').describe('The name of the event.'),
      user: z.string().optional().describe('Whose it is: the name of a user.'),
      queue: z.string().optional().describe('Or the name of a queue.'),
    },
    () => [],
    {
      clients: ({ event, user, queue: name }) => ({
        subscribed: [
          { event, ...(user !== undefined && { user }), ...(name !== undefined && { queue: name }) },
        ],
      }),
    },
  ),
];
