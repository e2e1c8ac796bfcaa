import { expect, test } from 'vitest';
import { eventsOf, only, type Scene } from '../../../test/kit/simulate.ts';
import type { CommandInput } from '../commands/command.ts';

const call = { do: 'contact.start', queue: 'Sales', profile: 'voice-plain', patience: 'endless' } as const;
const chat = { do: 'contact.start', queue: 'Chat', profile: 'chat-plain', talk: '20m' } as const;

function run(centre: Scene['centre'], ...commands: (readonly [number, CommandInput])[]) {
  return eventsOf({ centre, commands });
}

test('a call goes to the agent who has been idle longest', () => {
  const events = run(
    { queues: [{ name: 'Sales' }], agents: [{ name: 'rep', count: 3 }] },
    [1, { ...call, talk: '10m' }],
    [2, { ...call, talk: '1m' }],
    [3, { ...call, talk: '30s' }],
    [5, call],
    [6, call],
  );
  expect(only(events, 'contact.allocated').map(({ agentId }) => agentId)).toEqual(
    [1, 2, 3, 2, 3].map((n) => `agent-rep-${n}`),
  );
});

test('a chat goes to the least loaded agent, and nobody has more than their slots', () => {
  const events = run(
    { queues: [{ name: 'Chat', channel: 'chat' }], agents: [{ name: 'rep', count: 2, chat_slots: 2 }] },
    ...[1, 2, 3, 4, 5].map((minute) => [minute, chat] as const),
  );
  expect(
    only(events, 'contact.allocated')
      .slice(0, 4)
      .map(({ agentId }) => agentId),
  ).toEqual([1, 2, 1, 2].map((n) => `agent-rep-${n}`));
  expect(only(events, 'agent.load-changed').every(({ load }) => load <= 2)).toBe(true);
});

test('the queue with the higher priority goes first, then the contact that waits longest', () => {
  const events = run(
    {
      queues: [{ name: 'Sales' }, { name: 'Gold', priority: 1 }],
      agents: [{ name: 'rep' }],
    },
    [1, { ...call, talk: '10m' }],
    [2, { ...call, ref: 'silver', talk: '1m' }],
    [3, { ...call, talk: '1m' }],
    [4, { ...call, queue: 'Gold', talk: '1m' }],
  );
  expect(only(events, 'contact.allocated').map(({ contactId }) => contactId)).toEqual(
    [1, 4, 2, 3].map((n) => `contact-${n}`),
  );
});

test('who is not answered waits again at the head, and the wait goes on', () => {
  const events = run({ queues: [{ name: 'Sales', ring_for: '20s' }], agents: [{ name: 'rep' }] }, [
    1,
    { ...call, ring: '1m', patience: '50s' },
  ]);
  expect(only(events, 'contact.allocation-cancelled').map(({ reason }) => reason)).toEqual([
    'no-answer',
    'no-answer',
    'abandoned',
  ]);
  expect(only(events, 'queue.size-changed').map(({ cause }) => cause)).toEqual([
    'queued',
    'allocated',
    'returned',
    'allocated',
    'returned',
    'allocated',
  ]);
  expect(only(events, 'contact.ended')).toMatchObject([{ outcome: 'abandoned', durationMs: 50_000 }]);
});

test.each([
  ['mitigation', { mitigation: true }, { byMitigation: true }],
  ['a size', { capping: { size: 1 } }, { bySizeCap: true }],
  ['a size without an estimate', { capping: { fallback_size: 1 } }, { byFallbackSizeCap: true }],
  ['hours', { hours: '10:00-12:00' }, { byHours: true }],
  ['a holiday', { holidays: ['2026-01-05'] }, { byHoliday: true }],
])('a queue that %s closes refuses a contact, or sends it on where it may', (_, setting, closure) => {
  const centre = (overflow?: string): Scene['centre'] => ({
    queues: [{ name: 'Sales', ...setting, overflow_to: overflow }, { name: 'Spare' }],
  });
  const two = [
    [1, { ...call, patience: '5m' }],
    [2, { ...call, patience: '5m' }],
  ] as const;
  const refused = run(centre(), ...two);
  expect(only(refused, 'contact.deflected').at(-1)?.closure).toMatchObject(closure);
  const sent = run(centre('Spare'), ...two);
  expect(only(sent, 'contact.deflected')).toEqual([]);
  expect(only(sent, 'contact.overflowed').at(-1)?.to).toEqual({ kind: 'queue', queueId: 'queue-spare' });
});

test.each([
  ['logged out', { do: 'agent.log-out', agent: 'rep' }, 'off-work'],
  ['on a break', { do: 'agent.set-status', agent: 'rep', status: 'break' }, 'do-not-disturb'],
  ['on a call', { ...call, talk: '10m' }, 'busy'],
] as const)('a call to the own number of an agent who is %s goes on to their queue', (_, before, reason) => {
  const events = run(
    { queues: [{ name: 'Sales' }], agents: [{ name: 'rep', phone: '+15105550199' }] },
    [1, before],
    [2, { do: 'contact.start', agent: 'rep', profile: 'voice-plain', patience: '1m' }],
  );
  expect(only(events, 'contact.overflowed')).toMatchObject([{ reason, to: { kind: 'queue' } }]);
});

test('a contact that is sent on to the queue it waits in, and on from there, leaves that queue once', () => {
  const events = run(
    {
      queues: [{ name: 'Sales', overflow_to: 'Spare' }, { name: 'Spare' }],
      agents: [{ name: 'rep', queues: ['Sales'] }],
    },
    [1, { ...call, talk: '30m' }],
    [2, { ...call, ref: 'ann', patience: '10m' }],
    [3, { ...call, patience: '10m' }],
    [4, { do: 'agent.log-out', agent: 'rep' }],
    [5, { do: 'contact.overflow', contact: 'ann', to: { queue: 'Sales' } }],
  );
  const sizes = only(events, 'queue.size-changed').filter(({ queueId }) => queueId === 'queue-sales');
  expect(sizes.map(({ size }) => size).slice(0, 5)).toEqual([1, 0, 1, 2, 1]);
  expect(sizes.filter(({ contactId }) => contactId === 'contact-2')).toHaveLength(2);
});

test('a shift that goes on past midnight logs in and out on the right days', () => {
  const events = eventsOf({
    hours: 48,
    centre: {
      time_zone: 'Asia/Tokyo',
      queues: [{ name: 'Q' }],
      agents: [{ name: 'owl', shift: '22:00-06:00' }],
    },
  });
  const told = (type: 'agent.logged-in' | 'agent.logged-out'): string[] =>
    only(events, type).map(({ at }) => new Date(at).toISOString().slice(5, 16));
  expect(told('agent.logged-in')).toEqual(['01-05T13:00', '01-06T13:00']);
  expect(told('agent.logged-out')).toEqual(['01-05T21:00', '01-06T21:00']);
});
