import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AgentState } from '../../src/centre/model/events/agent-event.ts';
import type { ContactOutcome } from '../../src/centre/model/events/contact-facts.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { CentreView } from '../../src/centre/model/view.ts';
import { ringcentralConfig } from '../../src/dialects/ringcentral/config.ts';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';
import { play, type Told } from './play.ts';

/** A busy hour, of voice alone or with chats that the same agents take. */
function busyHour(seed: number, chats: boolean): Scenario {
  const text = `
seed: ${seed}
duration: 1h
centre:
  statuses: [{ name: Team meeting, base: away }]
  queues:
    - { name: Orders, wrap_up: 40s, max_wait: 5m, capping: { size: 6 } }
    - { name: Service, overflow_to: Orders, on_no_answer: overflow }
    ${chats ? '- { name: Chat, channel: chat }' : ''}
  agents:
    - { name: team, count: 6, breaks: [{ at: '08:20', for: 5m }, { at: '08:40', for: 3m, status: Team meeting }] }
    - { name: late, count: 2, shift: 08:10-08:45 }
traffic:
  - { queue: Orders, per_hour: 120 }
  - { queue: Service, per_hour: 60, with: { no_answer: 0.2, declined: 0.1 } }
  - { profile: voice-outbound, queue: Orders, per_hour: 30 }
  - { profile: voice-direct, queue: Service, per_hour: 20 }
  ${chats ? '- { profile: chat, queue: Chat, per_hour: 60 }' : ''}
`;
  return loadScenario({ text, file: 'busy-hour.yaml' });
}

const config = ringcentralConfig.parse({
  wfm: {
    agent_event_url: 'https://wfm.example/agents',
    call_event_url: 'https://wfm.example/calls',
    send_all_agent_states: true,
  },
});

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const runs = { numRuns: 8, seed: 4 };

const stateOf: Readonly<Record<string, AgentState>> = {
  AVAILABLE: 'available',
  TRANSITION: 'allocated',
  ENGAGED: 'on-contact',
  WORKING: 'wrap-up',
};

type Span = readonly [from: number, state: AgentState];

/** What somebody sees who rebuilds the day from the events: states of each log-in by date-time, each state once, of no length left out. */
function rebuild(told: readonly Told[]): Map<string, Span[]> {
  const days = new Map<string, Span[]>();
  for (const { facts } of told) {
    if (!('date_time' in facts) || facts.event_type === 'LOGIN') continue;
    const at = Date.parse(`${facts.date_time.replace(' ', 'T')}Z`);
    const state = facts.event_type === 'LOGOUT' ? 'offline' : (stateOf[facts.event_type] ?? 'away');
    note(days, facts.username, at, state);
  }
  return days;
}

function note(days: Map<string, Span[]>, name: string, at: number, state: AgentState): void {
  const second = Math.floor(at / 1000) * 1000;
  const day = days.get(name) ?? [];
  days.set(name, day);
  if (day.at(-1)?.[0] === second) day.pop();
  if (day.at(-1)?.[1] !== state) day.push([second, state]);
}

test("in a centre of voice alone, each agent's rebuilt time line is the centre's own, to the second", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const truth = new Map<string, Span[]>();
      const told = play(busyHour(seed, false), config, (event, view) => {
        if (event.type !== 'agent.state-changed') return;
        const user = 1001 + view.agents.findIndex(({ id }) => id === event.agentId);
        const [local] = view.agent(event.agentId).email.split('@');
        note(truth, `${local}+15300002_${user}@example.com`, event.at, event.to);
      });
      expect(rebuild(told)).toEqual(truth);
    }),
    runs,
  );
});

test('states follow on each other without a gap, and durations add up to the time since log-in', () => {
  fc.assert(
    fc.property(seeds, fc.boolean(), (seed, chats) => {
      const last = new Map<string, Told>();
      const sums = new Map<string, number>();
      for (const one of play(busyHour(seed, chats), config)) {
        const { facts } = one;
        if ('prev_state' in facts) {
          const before = last.get(facts.agent_id)?.facts;
          const from =
            before === undefined || !('event_aux_type' in before)
              ? 'LOGIN/'
              : `${before.event_type}/${before.event_aux_type}`;
          expect(`${facts.prev_state}/${facts.prev_aux_state}`).toBe(from);
          sums.set(facts.agent_id, (sums.get(facts.agent_id) ?? 0) + Number(facts.duration));
          last.set(facts.agent_id, one);
        } else if (facts.event_type === 'LOGIN') {
          last.delete((facts as { agent_id: string }).agent_id);
          sums.set((facts as { agent_id: string }).agent_id, 0);
        } else if (facts.event_type === 'LOGOUT') {
          const { agent_id, duration } = facts as { agent_id: string; duration: string };
          expect(sums.get(agent_id) ?? 0).toBeLessThanOrEqual(Number(duration));
        }
      }
    }),
    runs,
  );
});

const states: Readonly<Record<ContactOutcome, string>> = {
  answered: 'ANSWERED',
  abandoned: 'ABANDON',
  deflected: 'DEFLECTED',
  machine: 'MACHINE',
  contained: 'a chat',
  'timed-out': 'DEFLECTED', // the queue gave the call up
};

/** What becomes of a call in the queue or with the agent that it was sent on to: nothing else counts than its last part. */
function followSentOn(sentOn: Map<string, string>, event: CentreEvent): void {
  if (event.type === 'contact.transfer-connected' && event.to.kind !== 'number') {
    sentOn.set(event.contactId, 'DEFLECTED');
  } else if (event.type === 'contact.abandoned' && sentOn.has(event.contactId)) {
    sentOn.set(event.contactId, 'ABANDON');
  } else if (event.type === 'contact.connected') sentOn.delete(event.contactId);
}

test('each voice contact is told once, 1 to 3 s after it was over, with its own outcome; chats are not', () => {
  fc.assert(
    fc.property(seeds, fc.boolean(), (seed, chats) => {
      const scenario = busyHour(seed, chats);
      const over = new Map<string, { at: number; state: string; queued: string }>();
      const sentOn = new Map<string, string>();
      const told = play(scenario, config, (event: CentreEvent, view: CentreView) => {
        followSentOn(sentOn, event);
        if (event.type !== 'contact.ended') return;
        const { channel, createdAt, direction } = view.contact(event.contactId);
        const at = createdAt + event.durationMs;
        const abandoned = direction === 'outbound' && event.outcome === 'abandoned';
        const own = abandoned ? 'ABANDONED' : states[event.outcome];
        const state = event.outcome === 'answered' ? (sentOn.get(event.contactId) ?? own) : own;
        const queued = String(Math.floor(event.queuedMs / 1000));
        if (channel === 'voice' && at <= scenario.endMs - 3000)
          over.set(event.contactId, { at, state, queued });
      });
      const calls = told.flatMap(({ at, contactId, facts }) =>
        'call_state' in facts ? [{ at, contactId, facts }] : [],
      );
      expect(new Set(calls.map(({ contactId }) => contactId)).size).toBe(calls.length);
      const byContact = new Map(calls.map((call) => [call.contactId, call]));
      for (const [contactId, { at, state, queued }] of over) {
        const call = byContact.get(contactId);
        expect(call?.facts).toMatchObject({ call_state: state, queue_duration: queued });
        expect((call?.at ?? 0) - at).toBeGreaterThanOrEqual(1000);
        expect((call?.at ?? 0) - at).toBeLessThanOrEqual(3000);
      }
      expect(over.size).toBeGreaterThan(100);
      expect(told.flatMap(({ problems }) => problems)).toEqual([]);
    }),
    runs,
  );
});

test('every answered call has been in a state of its agent, under the same id', () => {
  const told = play(busyHour(3, true), config);
  const engaged = new Set(
    told.flatMap(({ facts }) =>
      'call_type' in facts && 'agent_id' in facts ? `${facts.agent_id} ${facts.call_id}` : [],
    ),
  );
  const answered = told.flatMap(({ facts }) =>
    'call_state' in facts && facts.call_state === 'ANSWERED' && 'agent_id' in facts
      ? `${facts.agent_id} ${facts.call_id}`
      : [],
  );
  expect(answered.filter((call) => !engaged.has(call))).toEqual([]);
  expect(answered.length).toBeGreaterThan(40);
});

test('the same seed tells the same day, byte for byte', () => {
  expect(play(busyHour(9, true), config)).toEqual(play(busyHour(9, true), config));
  expect(play(busyHour(9, false), config)).not.toEqual(play(busyHour(10, false), config));
});
