import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import { createSource } from '../../src/run/repeat.ts';
import { loadScenario, type ScenarioInput } from '../../src/scenario/index.ts';
import { only } from '../kit/simulate.ts';
import { call, playDay, still, type PlayedDay } from './playing.ts';

type Commands = NonNullable<ScenarioInput['commands']>;

const dial = { do: 'contact.start', queue: 'Sales', ...call } as const;

/** The names of the agents who logged out, in order. */
const whoLeft = ({ commands }: PlayedDay): unknown[] =>
  commands.filter(({ do: what }) => what === 'agent.log-out').map(({ given }) => given['agent']);

/** Minutes after the start at which contacts began. */
const begun = (events: readonly CentreEvent[]): number[] =>
  only(events, 'contact.created').map(({ at }) => (at - Date.UTC(2026, 2, 2, 8)) / 60_000);

test('a command comes so long after the event that it waits for, about what the event is about', async () => {
  const { events, commands } = await playDay({
    commands: [
      { at: '+1m', ...dial },
      {
        after: { event: 'contact.connected', agent: 'alice', plus: '5s' },
        do: 'contact.hang-up',
        contact: '$event',
      },
    ],
  });
  const [connected] = only(events, 'contact.connected');
  const [disconnected] = only(events, 'contact.disconnected');
  expect(disconnected?.at).toBe((connected?.at ?? 0) + 5000);
  expect(commands).toMatchObject([
    {
      id: 'triggered-1',
      do: 'contact.hang-up',
      source: 'scenario',
      outcome: 'done',
      given: { do: 'contact.hang-up', contact: 'contact-1' },
      trigger: {
        command: 'commands[1]',
        event: 'contact.connected',
        agent: 'alice',
        queue: 'Sales',
        contact: 'contact-1',
      },
    },
  ]);
});

const fiveCalls = { at: '+1m', ...dial, talk: '30s', repeat: { every: '2m', times: 5 } } as const;

test.each([
  ['the first only', {}, [1]],
  ['the third and no other', { nth: 3 }, [3]],
  ['each one', { every: 1 }, [1, 2, 3, 4, 5]],
  ['each second', { every: 2 }, [2, 4]],
  ['the first two', { times: 2 }, [1, 2]],
  ['each second, once', { every: 2, times: 1 }, [2]],
])('of several events it comes after %s', async (_which, which, expected) => {
  const { commands } = await playDay({
    commands: [fiveCalls, { after: { event: 'contact.ended', ...which }, do: 'agent.alert', agent: 'bob' }],
  });
  expect(commands.map(({ trigger }) => trigger?.contact)).toEqual(expected.map((n) => `contact-${n}`));
});

test.each([
  ['agent', { event: 'agent.logged-in', agent: 'bob' }, 'bob'],
  ['agents', { event: 'agent.logged-in', agents: ['agent-3', 'agent-4..agent-5'], nth: 3 }, 'agent-5'],
  ['a team', { event: 'agent.logged-in', agents: { team: 'day' } }, 'bob'],
  ['state', { event: 'agent.state-changed', state: 'away' }, 'agent-2'],
  ['status', { event: 'agent.status-changed', status: 'lunch' }, 'agent-2'],
  ['contact', { event: 'contact.connected', contact: 'second' }, 'bob'],
  ['queue', { event: 'contact.connected', queue: 'Billing' }, 'bob'],
  ['queues', { event: 'contact.connected', queues: ['Billing', 'Web'] }, 'bob'],
  ['by', { event: 'contact.ended', by: 'agent' }, 'bob'],
  ['outcome', { event: 'contact.ended', outcome: 'answered', nth: 2 }, 'bob'],
  ['channel', { event: 'contact.created', channel: 'chat' }, undefined],
  ['direction', { event: 'contact.connected', direction: 'inbound' }, 'alice'],
] as const)('an event is narrowed by %s', async (_by, after, agent) => {
  const { commands, result } = await playDay({
    commands: [
      { at: '+1m', ...dial, ref: 'first' },
      { at: '+2m', ...dial, queue: 'Billing', ref: 'second' },
      { at: '+3m', do: 'contact.hang-up', contact: 'first' },
      { at: '+4m', do: 'contact.hang-up', contact: 'second', by: 'agent' },
      { at: '+5m', do: 'agent.set-status', agent: 'agent-2', status: 'lunch' },
      { at: '+6m', do: 'contact.start', queue: 'Web' },
      { after: after as never, do: 'agent.alert', agent: 'alice' },
    ],
  });
  expect(commands).toHaveLength(1);
  expect(commands[0]?.trigger?.agent).toBe(agent);
  expect(result.summary.refusedCommands).toBe(0);
});

test('what a triggered command brings about triggers others', async () => {
  const { commands } = await playDay({
    commands: [
      { at: '+1m', do: 'agent.log-out', agent: 'alice' },
      { after: { event: 'agent.logged-out', agent: 'alice', plus: '1m' }, do: 'agent.log-out', agent: 'bob' },
      { after: { event: 'agent.logged-out', agent: 'bob', plus: '1m' }, do: 'agent.log-in', agents: 'alice' },
      { after: { event: 'agent.logged-in', agent: 'alice', nth: 2 }, do: 'agent.log-in', agent: 'bob' },
    ],
  });
  expect(commands.map(({ do: what, given, outcome }) => [what, given['agent'], outcome])).toEqual([
    ['agent.log-out', 'bob', 'done'],
    ['agent.log-in', 'alice', 'done'],
    ['agent.log-in', 'bob', 'done'],
  ]);
});

test('a chain without an end at one instant is cut and told, and the day goes on', async () => {
  const { commands, result, events } = await playDay({
    commands: [
      { at: '+1m', do: 'agent.alert', agent: 'alice' },
      { after: { event: 'agent.alerted', every: 1 }, do: 'agent.alert', agent: '$event' },
      { at: '+30m', do: 'agent.alert', agent: 'bob' },
    ],
  });
  expect(commands.filter(({ outcome }) => outcome === 'done')).toHaveLength(1001);
  const refused = commands.filter(({ outcome }) => outcome === 'refused');
  expect(refused.map(({ reason }) => reason)).toEqual([
    'It is one of more than 1,000 commands at one instant, triggered by commands that were triggered themselves. It is off for the rest of the day. Give it a plus, or times.',
  ]);
  expect(result.summary.refusedCommands).toBe(1);
  expect(result.verdict).toBe('failed');
  expect(only(events, 'agent.alerted').at(-1)?.at).toBe(Date.UTC(2026, 2, 2, 8, 30));
});

test('a flood of triggered commands ends, and is told', () => {
  const scenario = loadScenario({
    ...still,
    duration: '1m',
    commands: [
      { at: '+1s', do: 'agent.alert', agent: 'alice' },
      {
        after: { event: 'agent.alerted', every: 1, plus: '1ms' },
        do: 'agent.alert',
        agents: ['alice', 'bob'],
      },
    ],
  });
  const refused: unknown[] = [];
  let carriedOut = 0;
  const source = createSource(scenario, {
    intervalsMs: [],
    repeats: false,
    onTriggered: ({ what: { outcome, reason } }) => {
      if (outcome === 'refused') refused.push(reason);
      else carriedOut++;
    },
  });
  while (source.nextAt <= source.endMs) source.step();
  expect(carriedOut).toBe(100_000);
  expect(refused).toEqual([expect.stringContaining('100,000')]);
});

test('a command that means what its event is not about is refused, with the reason', async () => {
  const { commands, result } = await playDay({
    commands: [
      { at: '+1m', do: 'agent.log-out', agent: 'alice' },
      { at: '+2m', ...dial, patience: '50m' },
      { after: { event: 'contact.queued' }, do: 'agent.log-out', agent: '$event' },
    ],
  });
  expect(commands).toMatchObject([
    { outcome: 'refused', reason: 'The event contact.queued that it came after was about no agent.' },
  ]);
  expect(result.summary.refusedCommands).toBe(1);
});

test('a command is repeated so many times, or to the end of the day', async () => {
  const times = await playDay({ commands: [{ at: '+10m', ...dial, repeat: { every: '10m', times: 3 } }] });
  expect(begun(times.events)).toEqual([10, 20, 30]);
  const toTheEnd = await playDay({ commands: [{ at: '+10m', ...dial, repeat: { every: '10m' } }] });
  expect(begun(toTheEnd.events)).toEqual([10, 20, 30, 40, 50, 60]);
});

test('a triggered command is repeated from its event on, and no longer than the day', async () => {
  const { events } = await playDay({
    commands: [
      { at: '+20m', do: 'agent.log-out', agent: 'bob' },
      { after: { event: 'agent.logged-out', plus: '5m' }, ...dial, repeat: { every: '10m', times: 9 } },
    ],
  });
  expect(begun(events)).toEqual([25, 35, 45, 55]);
});

test.each([
  ['a list', ['bob', 'alice', 'bob'], ['bob', 'alice']],
  ['a range', 'agent-9..agent-11', ['agent-9', 'agent-10', 'agent-11']],
  ['a kind with a count', 'agent', Array.from({ length: 12 }, (_, i) => `agent-${i + 1}`)],
  ['a team', { team: 'day' }, ['bob', ...Array.from({ length: 12 }, (_, i) => `agent-${i + 1}`)]],
  ['all', 'all', ['alice', 'bob', ...Array.from({ length: 12 }, (_, i) => `agent-${i + 1}`)]],
] as const)('a command for several agents is carried out for each: %s', async (_what, agents, expected) => {
  const played = await playDay({
    commands: [
      { at: '+1m', do: 'agent.set-setting', agent: 'alice', keyword: 'go', value: 'now' },
      { after: { event: 'agent.setting-changed' }, do: 'agent.log-out', agents: agents as never },
    ],
  });
  expect(whoLeft(played)).toEqual(expected);
  const timed = await playDay({ commands: [{ at: '+1m', do: 'agent.log-out', agents: agents as never }] });
  expect(only(timed.events, 'agent.logged-out')).toHaveLength(expected.length);
});

test('a command for several queues is carried out for each', async () => {
  const { events } = await playDay({
    commands: [{ at: '+1m', do: 'queue.set-mitigation', queues: { channel: 'voice' }, on: true }],
  });
  expect(only(events, 'queue.mitigation-changed')).toHaveLength(2);
});

test('what a command starts again and again is numbered, and may be named so', async () => {
  const { events } = await playDay({
    commands: [
      { at: '+1m', ...dial, talk: '5m', ref: 'vip', repeat: { every: '10m', times: 3 } },
      { at: '+12m', do: 'contact.hang-up', contact: 'vip-2' },
      {
        after: { event: 'contact.ended', contact: 'vip-2' },
        ...dial,
        talk: '5m',
        ref: 'next',
        repeat: { every: '1m', times: 2 },
      },
      { at: '+14m', do: 'contact.abandon', contact: 'next-2' },
    ],
  });
  expect(only(events, 'command.refused')).toEqual([]);
  expect(only(events, 'contact.abandoned').map(({ contactId }) => contactId)).toEqual(['contact-4']);
});

test('a fault begins and ends after events, for whom the event is about', async () => {
  const { commands, result } = await playDay({
    commands: [
      { at: '+1m', do: 'agent.log-out', agent: 'bob' },
      { after: { event: 'agent.logged-out' }, do: 'fault.start', fault: 'drop', where: { agent: '$event' } },
      { at: '+10m', do: 'agent.log-in', agent: 'bob' },
      {
        after: { event: 'agent.logged-in', agent: 'bob', nth: 2, plus: '1m' },
        do: 'fault.stop',
        name: 'drop',
      },
      { at: '+20m', do: 'agent.log-out', agent: 'bob' },
    ],
  });
  expect(commands.map(({ do: what, at, outcome }) => [what, new Date(at).getUTCMinutes(), outcome])).toEqual([
    ['fault.start', 1, 'done'],
    ['fault.stop', 11, 'done'],
  ]);
  expect(commands[0]?.given).toEqual({ do: 'fault.start', fault: 'drop', where: { agent: 'bob' } });
  const { touched = 0 } = result.summary.faults['drop'] ?? {};
  expect(touched).toBeGreaterThan(0);
  expect(result.summary.withheld).toBe(touched);
});

test('what a fault did that an event started can be expected', async () => {
  const { result } = await playDay({
    commands: [
      { at: '+1m', do: 'agent.log-out', agent: 'bob' },
      { after: { event: 'agent.logged-out' }, do: 'fault.start', fault: 'drop', name: 'gone' },
      { at: '+10m', do: 'agent.log-in', agent: 'bob' },
    ],
    expect: [{ id: 'lost on purpose', metric: 'withheld', fault: 'gone', min: 1 }],
  });
  expect(result.expectations[0]).toMatchObject({ id: 'lost on purpose', ok: true });
});

test('a triggered fault that goes on already is refused, and counted once', async () => {
  const { commands, result } = await playDay({
    commands: [
      { at: '+1m', do: 'agent.log-out', agents: ['alice', 'bob'] },
      { after: { event: 'agent.logged-out', every: 1 }, do: 'fault.start', fault: 'drop' },
    ],
  });
  expect(commands.map(({ outcome }) => outcome)).toEqual(['done', 'refused']);
  expect(result.summary.refusedCommands).toBe(1);
});

test('a fault is repeated for as long as it goes on, and two that would overlap are a mistake', async () => {
  const blinks = { at: '+1m', do: 'fault.start', fault: 'drop', for: '30s' } as const;
  const played = await playDay({
    commands: [
      { at: '+1m', do: 'agent.alert', agent: 'alice', repeat: { every: '1m', times: 10 } },
      {
        at: '+0s',
        do: 'agent.set-capacity',
        agent: 'agent-1',
        chat_slots: 2,
        repeat: { every: '1m', times: 10 },
      },
      { ...blinks, repeat: { every: '2m', times: 3 } },
    ],
  });
  const { touched = 0 } = played.result.summary.faults['drop'] ?? {};
  expect(touched).toBeGreaterThan(0);
  expect(played.result.summary.withheld).toBe(touched);
  await expect(playDay({ commands: [{ ...blinks, repeat: { every: '20s', times: 3 } }] })).rejects.toThrow(
    'There are two faults "drop" at the same time.',
  );
});

test('on each of several days events trigger anew', () => {
  const scenario = loadScenario({
    ...still,
    commands: [
      { after: { event: 'agent.logged-in', agent: 'bob', plus: '1m' }, do: 'agent.alert', agent: '$event' },
    ],
  });
  const seen: string[] = [];
  const source = createSource(scenario, {
    intervalsMs: [],
    repeats: true,
    onTriggered: ({ what }) => void seen.push(new Date(what.atMs).toISOString()),
  });
  while (seen.length < 3) source.step();
  expect(seen).toEqual(['2026-03-02T08:01:00.000Z', '2026-03-09T08:01:00.000Z', '2026-03-16T08:01:00.000Z']);
});

const event = fc.constantFrom(
  'contact.created',
  'contact.connected',
  'contact.ended',
  'agent.logged-out',
  'agent.logged-in',
  'agent.alerted',
  'command.refused',
);
const triggered = fc
  .record({
    after: fc.record(
      { event, plus: fc.constantFrom('0s', '7s'), every: fc.constantFrom(1, 2) },
      { requiredKeys: ['event'] },
    ),
    what: fc.constantFrom(
      { ...dial, talk: '3s' },
      { do: 'agent.log-out', agents: { team: 'day' } },
      { do: 'agent.log-in', agent: 'bob' },
      { do: 'agent.alert', agents: ['alice', 'bob'] },
      { do: 'fault.start', fault: 'drop', for: '1s' },
    ),
    repeat: fc.option(fc.record({ every: fc.constantFrom('1s', '1m'), times: fc.constantFrom(1, 3) }), {
      nil: undefined,
    }),
  })
  .map(({ after, what, repeat }) => ({ after, ...what, ...(repeat && { repeat }) }));

test('whatever triggers what, the day ends, and the same seed tells it in the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(triggered, { minLength: 1, maxLength: 4 }), async (waiting) => {
      const scenario = {
        duration: '20s',
        commands: [
          { at: '+1s', ...dial, ring: '0s' },
          { at: '+2s', do: 'agent.alert', agent: 'bob' },
          ...waiting,
        ] as Commands,
        targets: {},
      };
      const first = await playDay(scenario);
      expect((await playDay(scenario)).lines).toEqual(first.lines);
    }),
    { numRuns: 15 },
  );
});
