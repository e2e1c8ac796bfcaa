import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCentre } from '../../src/centre/centre.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { scene } from '../kit/arbitrary.ts';
import { openCentre, type Scene } from '../kit/simulate.ts';
import { asapp } from './play.ts';
import { mistakesOf } from './oracle/oracle.ts';

function play(day: Scene): { mistakes: string[]; told: number } {
  const dialect = asapp();
  return mistakesOf(openCentre({ ...day, intervalsMs: dialect.intervalsMs }), dialect);
}

test.each([
  ['first-day', Infinity],
  ['one-day-three-vendors', Infinity],
  ['asapp-everything', Infinity],
  ['contracts', Infinity],
  ['ringcentral-everything', Infinity],
  ['enreach-everything', Infinity],
  // Its first quarter of an hour is enough.
  ['peak', 15],
])('what is told in %s is so', (name, minutes) => {
  const file = path.resolve(import.meta.dirname, `../../scenarios/${name}.yaml`);
  const {
    centre: config,
    traffic,
    profiles,
    commands,
    startMs,
    seed,
    ...rest
  } = loadScenario(file, {
    toldTo: [],
  });
  const dialect = asapp();
  const endMs = Math.min(rest.endMs, startMs + minutes * 60_000);
  const { intervalsMs } = dialect;
  const centre = createCentre({ config, traffic, profiles, commands, seed, startMs, endMs, intervalsMs });
  const { mistakes, told } = mistakesOf(centre, dialect);
  expect(mistakes).toEqual([]);
  expect(told).toBeGreaterThan(100);
});

const busy = {
  profile: 'voice',
  with: { utterances: 6, patience: { distribution: 'exponential', mean: '4m' } },
} as const;

/** Centres in which something is told that is easily told wrong. */
const days: Record<string, Scene> = {
  'with a longest wait for which all agents are soon too few': {
    hours: 6,
    centre: {
      queues: [{ name: 'Sales', capping: { estimated_wait: '90s' } }],
      agents: [{ name: 'rep', count: 3 }],
    },
    traffic: [{ ...busy, queue: 'Sales', per_hour: 18 }],
  },
  'whose queues have agents in common, and one of which goes first': {
    hours: 6,
    centre: {
      queues: [
        { name: 'Sales' },
        { name: 'Gold', priority: 1 },
        { name: 'Chat', channel: 'chat', capping: { size: 3 } },
      ],
      agents: [
        { name: 'rep', count: 2, queues: ['Sales', 'Gold'], breaks: [{ at: '10:00', for: '20m' }] },
        { name: 'all', count: 2, queues: ['Sales', 'Gold', 'Chat'], shift: '09:00-12:30' },
        { name: 'own', queues: ['Chat'], fetch_mode: true },
      ],
    },
    traffic: [
      { ...busy, queue: 'Sales', per_hour: 20 },
      { ...busy, queue: 'Gold', per_hour: 10 },
      { profile: 'chat', queue: 'Chat', per_hour: 30, with: { bot: null, transfer: { share: 0.3 } } },
    ],
  },
  ...Object.fromEntries(
    (
      [
        ['America/New_York', Date.UTC(2026, 2, 7, 15)],
        ['America/New_York', Date.UTC(2026, 9, 31, 15)],
        ['Australia/Lord_Howe', Date.UTC(2026, 9, 3, 5)],
      ] as const
    ).map(([zone, startMs]) => [
      `in ${zone} while the clocks change on ${new Date(startMs).toISOString().slice(0, 10)}`,
      {
        startMs,
        hours: 40,
        centre: {
          time_zone: zone,
          queues: [
            { name: 'Always' },
            { name: 'Never', hours: 'never' },
            { name: 'Night', hours: '22:00-06:00', holidays: ['2026-03-08', '2026-11-01'] },
            { name: 'Day', hours: '08:00-20:00', holidays: ['2026-10-04'] },
          ],
          agents: [{ name: 'rep', count: 2 }],
        },
        traffic: ['Always', 'Never', 'Night', 'Day'].map((queue) => ({ ...busy, queue, per_hour: 3 })),
      } as const,
    ]),
  ),
  'where a call waits for whoever comes first, and queues and agents get other names': {
    hours: 3,
    centre: {
      queues: [{ name: 'Sales' }, { name: 'Chat', channel: 'chat' }],
      agents: [
        { name: 'ann', queues: ['Sales', 'Chat'], shift: '08:13-12:00' },
        { name: 'bea', queues: ['Chat'], external_id: 'B-1' },
      ],
    },
    traffic: [{ profile: 'chat', queue: 'Chat', per_hour: 20, with: { bot: null } }],
    commands: [
      [1, { do: 'agent.set-capacity', agent: 'ann', chat_slots: 2 }],
      [10, { do: 'contact.start', queue: 'Sales', patience: '30m', talk: '9m' }],
      [60, { do: 'queue.set-info', queue: 'Chat', name: 'Support' }],
      [61, { do: 'queue.set-info', queue: 'Sales', name: 'Shop', priority: 2 }],
      [62, { do: 'agent.set-identity', agent: 'bea', family_name: 'Fox', external_id: null }],
      [63, { do: 'agent.set-queues', agent: 'bea', queues: ['Sales', 'Chat'] }],
    ],
  },
};

test.each(Object.entries(days))('what is told of a centre %s is so', (_, day) => {
  const { mistakes, told } = play(day);
  expect(mistakes).toEqual([]);
  expect(told).toBeGreaterThan(100);
});

test('what is told of any centre is so', () => {
  fc.assert(
    fc.property(scene, (day) => {
      expect(play(day).mistakes).toEqual([]);
    }),
    { seed: 16, numRuns: 10, endOnFailure: true },
  );
});
