import { vendorNames } from '../../src/dialects/index.ts';
import fc from 'fast-check';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';

const agents = ['ann-1', 'ann-2', 'bea', 'cia'] as const;
const queues = ['Sales', 'Service'] as const;
const share = fc.constantFrom(0, 0.2, 0.6);
const length = fc.constantFrom('0s', '700ms', '3s', '20s', '90s');

const overflowTo = fc.constantFrom(undefined, 'Service', 'bea', '+15105550150');
const target = fc.oneof(
  fc.constantFrom(...queues).map((queue) => ({ queue })),
  fc.constantFrom(...agents).map((agent) => ({ agent })),
  fc.constant({ number: '+15105550150' }),
);

/** Calls in which anything may happen. */
const profile = fc.record({
  ring: fc.constantFrom('0s', '400ms', { distribution: 'gamma', mean: '4s' }),
  no_answer: fc.constantFrom(0, 0.2),
  declined: fc.constantFrom(0, 0.2),
  patience: fc.constantFrom('endless', { distribution: 'exponential', mean: '60s' }),
  talk: fc.constantFrom('500ms', { distribution: 'exponential', mean: '80s' }),
  wrap_up: length,
  holds: fc.constantFrom([], { mean: 1, for: '8s' }),
  transfer: fc.option(
    fc.record(
      {
        share,
        to: target,
        takes: length,
        result: fc.constantFrom('connected', 'connected', 'busy', 'customer-hung-up'),
      },
      { requiredKeys: ['share', 'takes', 'result'] },
    ),
  ),
  utterances: fc.constantFrom(0, 3),
  supervised: share,
  callback: fc.option(fc.constant({ share: 0.5, after: '10s' })),
});

const at = fc
  .integer({ min: 1, max: 1799 })
  .map((s) => `09:${String(Math.floor(s / 60)).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`);
const agent = fc.constantFrom(...agents);
const contact = fc.integer({ min: 1, max: 60 }).map((n) => `contact-${n}`);

/** What agents and callers may do at any time; what makes no sense then is refused. */
const command = fc.oneof(
  fc.record({ at, do: fc.constantFrom('agent.log-in', 'agent.log-out', 'agent.end-wrap-up'), agent }),
  fc.record({
    at,
    do: fc.constant('agent.set-status'),
    agent,
    status: fc.constantFrom('available', 'break', 'lunch', 'away', 'Huddle', 'Coaching'),
  }),
  fc.record({ at, do: fc.constant('agent.set-fetch-mode'), agent, on: fc.boolean() }),
  fc.record({
    at,
    do: fc.constantFrom(
      'contact.hang-up',
      'contact.hold',
      'contact.resume',
      'contact.abandon',
      'contact.say',
    ),
    contact,
  }),
  fc.record({ at, do: fc.constant('contact.transfer'), contact, to: target }),
  fc.record({ at, do: fc.constant('contact.start'), agent, profile: fc.constantFrom('direct', 'made') }),
);

/** Half an hour of a small centre of calls alone, with everything in it that the three vendors tell. */
export const smallCentre: fc.Arbitrary<Scenario> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    profile,
    perHour: fc.integer({ min: 20, max: 160 }),
    maxWait: fc.constantFrom(undefined, '20s'),
    onNoAnswer: fc.constantFrom('return', 'overflow'),
    overflowTo,
    wrapUp: fc.constantFrom('0s', '15s', '2m'),
    shift: fc.constantFrom(undefined, '09:05-09:20', ['09:01-09:10', '09:12-09:28']),
    json: fc.boolean(),
    commands: fc.array(command, { maxLength: 40 }),
  })
  .map(describeCentre)
  .map((document) => loadScenario({ text: JSON.stringify(document), file: 'small-centre.yaml' }));

interface Parts {
  readonly seed: number;
  readonly profile: object;
  readonly perHour: number;
  readonly maxWait: string | undefined;
  readonly onNoAnswer: string;
  readonly overflowTo: string | undefined;
  readonly wrapUp: string;
  readonly shift: unknown;
  readonly json: boolean;
  readonly commands: readonly object[];
}

function describeCentre(parts: Parts): object {
  const { seed, perHour, overflowTo: overflow_to, wrapUp: wrap_up, shift, json, commands } = parts;
  const url = 'https://receiver.example/events';
  return {
    seed,
    start: '2026-03-02T09:00',
    duration: '30m',
    centre: {
      statuses: [
        { name: 'Huddle', base: 'away' },
        { name: 'Coaching', base: 'training' },
      ],
      queues: [
        { name: 'Sales', wrap_up, overflow_to, max_wait: parts.maxWait, on_no_answer: parts.onNoAnswer },
        { name: 'Service', wrap_up: '40s', max_wait: parts.maxWait, hours: ['09:00-09:08', '09:10-10:00'] },
      ],
      agents: [
        { name: 'ann', count: 2, external_id: 'A', shift, breaks: [{ at: '09:15', for: '3m' }] },
        { name: 'bea', external_id: 'B', overflow_to: 'Service' },
        { name: 'cia', external_id: 'C', queues: ['Service'], shift: '09:00-09:25' },
      ],
    },
    profiles: {
      any: parts.profile,
      direct: { like: 'any', direct: true },
      made: { like: 'any', direction: 'outbound', outcome: { answered: 2, abandoned: 1, machine: 1 } },
    },
    traffic: [
      { profile: 'any', queue: 'Sales', per_hour: perHour },
      { profile: 'any', queue: 'Service', per_hour: 40 },
      { profile: 'direct', queue: 'Sales', per_hour: 20 },
      { profile: 'made', queue: 'Sales', per_hour: 20 },
    ],
    commands,
    targets: present({
      asapp: { feeds: { activity: { url }, queue: { url } } },
      ringcentral: {
        wfm: {
          agent_event_url: url,
          call_event_url: url,
          send_body_as_json: json,
          send_all_agent_states: true,
        },
      },
      enreach: {},
    }),
  };
}

/** Those whose vendors there are: a test of one needs no other. */
function present<Targets extends object>(targets: Targets): Targets {
  const told = Object.entries(targets).filter(([name]) => (vendorNames as readonly string[]).includes(name));
  return Object.fromEntries(told) as Targets;
}
