import fc from 'fast-check';
import type { CommandInput } from '../../src/centre/commands/command.ts';
import type { Scene } from './simulate.ts';

const queues = ['Sales', 'Service', 'Chat'] as const;
const agents = ['ann-1', 'ann-2', 'bea', 'cia', 'sue'] as const;
const refs = ['one', 'two', 'three'] as const;

const queue = fc.constantFrom(...queues);
const agent = fc.constantFrom(...agents);
const contact = fc.oneof(
  fc.constantFrom(...refs),
  fc.integer({ min: 1, max: 40 }).map((n) => `contact-${n}`),
);
const target = fc.oneof(
  queue.map((name) => ({ queue: name })),
  agent.map((name) => ({ agent: name })),
  fc.constant({ number: '+15105550150' }),
);
const duration = fc.integer({ min: 0, max: 300 }).map((seconds) => `${seconds}s`);
const share = fc.constantFrom(0, 0.3, 1);

const start: fc.Arbitrary<CommandInput> = fc.record(
  {
    do: fc.constant('contact.start' as const),
    ref: fc.constantFrom(...refs),
    queue,
    agent: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: agent }),
    direction: fc.constantFrom('inbound' as const, 'inbound' as const, 'outbound' as const),
    outcome: fc.constantFrom('answered' as const, 'abandoned' as const, 'machine' as const),
    talk: duration,
    ring: duration,
    wrap_up: duration,
    no_answer: share,
    declined: share,
    silent_customer: share,
  },
  { requiredKeys: ['do', 'queue'] },
);

/** Any command, sensible at its time or not. */
const command: fc.Arbitrary<CommandInput> = fc.oneof(
  { weight: 3, arbitrary: start },
  fc.record({
    do: fc.constantFrom('agent.log-in' as const, 'agent.log-out' as const, 'agent.end-wrap-up' as const),
    agent,
  }),
  fc.record({
    do: fc.constant('agent.set-status' as const),
    agent,
    status: fc.constantFrom('available', 'lunch', 'Huddle'),
    for: duration,
  }),
  fc.record({
    do: fc.constant('agent.set-capacity' as const),
    agent,
    chat_slots: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ do: fc.constant('agent.set-queues' as const), agent, queues: fc.subarray([...queues]) }),
  fc.record({ do: fc.constant('agent.set-fetch-mode' as const), agent, on: fc.boolean() }),
  fc.record({ do: fc.constant('agent.fetch' as const), agent }),
  fc.record({
    do: fc.constantFrom(
      'contact.hang-up' as const,
      'contact.abandon' as const,
      'contact.time-out' as const,
      'contact.answer' as const,
      'contact.decline' as const,
      'contact.hold' as const,
      'contact.resume' as const,
      'contact.say' as const,
      'contact.leave' as const,
      'contact.request-agent' as const,
      'contact.announce-wait' as const,
      'contact.request-callback' as const,
      'contact.upload-file' as const,
      'contact.dispose' as const,
      'contact.change-session' as const,
    ),
    contact,
  }),
  fc.record({
    do: fc.constant('contact.transfer' as const),
    contact,
    to: target,
    result: fc.constantFrom('connected' as const, 'busy' as const, 'customer-hung-up' as const),
  }),
  fc.record({ do: fc.constant('contact.overflow' as const), contact, to: target }),
  fc.record({ do: fc.constant('contact.supervise' as const), contact, supervisor: fc.constant('sue') }),
  fc.record({
    do: fc.constant('bot.end' as const),
    contact,
    end: fc.constantFrom('contain' as const, 'hand-over' as const, 'time-out' as const),
  }),
  fc.record({ do: fc.constant('queue.set-mitigation' as const), queue, on: fc.boolean() }),
  fc.record({ do: fc.constant('queue.set-capping' as const), queue, size: fc.integer({ min: 0, max: 4 }) }),
  fc.record({
    do: fc.constant('queue.set-hours' as const),
    queue,
    hours: fc.constantFrom('08:10-08:40', '00:00-24:00'),
  }),
);

/** A small centre with everything in it, some hundred contacts in an hour, and any commands. */
export const scene: fc.Arbitrary<Scene> = fc
  .record({
    seed: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
    perHour: fc.integer({ min: 10, max: 150 }),
    size: fc.integer({ min: 0, max: 6 }),
    maxWait: fc.option(fc.constant('2m'), { nil: undefined }),
    onNoAnswer: fc.constantFrom('return' as const, 'overflow' as const),
    slots: fc.integer({ min: 1, max: 4 }),
    shift: fc.constantFrom(undefined, '08:05-08:35', '20:00-08:20'),
    fetchMode: fc.boolean(),
    commands: fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 3600 }).map((s) => s / 60),
        command,
      ),
      { maxLength: 40 },
    ),
  })
  .map(({ seed, perHour, size, maxWait, onNoAnswer, slots, shift, fetchMode, commands }) => ({
    seed,
    commands: [
      ...commands,
      ...refs.map((ref, i) => [i, { do: 'contact.start', queue: queues[i] ?? 'Sales', ref }] as const),
    ],
    centre: {
      time_zone: 'UTC',
      statuses: [{ name: 'Huddle', base: 'training' as const }],
      queues: [
        { name: 'Sales', capping: { size }, overflow_to: 'Service', on_no_answer: onNoAnswer, priority: 1 },
        { name: 'Service', max_wait: maxWait, wrap_up: '40s', overflow_to: 'bea' },
        {
          name: 'Chat',
          channel: 'chat' as const,
          wrap_up: '20s',
          capping: { fallback_size: size, estimated_wait: '3m' },
        },
      ],
      agents: [
        { name: 'ann', count: 2, queues: ['Sales', 'Service'], shift, breaks: [{ at: '08:15', for: '5m' }] },
        { name: 'bea', queues: ['Sales', 'Chat'], chat_slots: slots },
        { name: 'cia', queues: ['Chat'], chat_slots: slots, fetch_mode: fetchMode },
        { name: 'sue', supervisor: true },
      ],
    },
    traffic: [
      { profile: 'voice', queue: 'Sales', per_hour: perHour, with: { supervised: 0.2, no_answer: 0.1 } },
      { profile: 'voice-direct', queue: 'Service', per_hour: 10 },
      { profile: 'voice-outbound', queue: 'Service', per_hour: 20 },
      { profile: 'chat', queue: 'Chat', per_hour: perHour, with: { callback: {}, session_change: 0.3 } },
    ],
  })) as fc.Arbitrary<Scene>;
