import { expect, test } from 'vitest';
import { eventsOf } from '../../../test/kit/simulate.ts';
import type { CentreEvent } from '../../centre/model/event.ts';
import type { RunRecord } from '../../record/record.ts';
import { DayFold, stateLetters } from './day-fold.ts';

const hour = 3_600_000;

function fold(events: readonly CentreEvent[], startMs: number): DayFold {
  const day = new DayFold(startMs);
  for (const [index, event] of events.entries()) {
    day.add({ type: 'event', seq: index + 1, event } satisfies RunRecord);
  }
  return day;
}

const stateChange = (at: number, from: string, to: string): CentreEvent =>
  ({ type: 'agent.state-changed', at, agentId: 'agent-1', from, to }) as CentreEvent;
const sizeChange = (at: number, size: number): CentreEvent =>
  ({ type: 'queue.size-changed', at, queueId: 'queue-1', size }) as CentreEvent;

test('an agent is in each cell what lasted longest there, and the time in each state is exact', () => {
  const events = [
    stateChange(2000, 'offline', 'available'),
    stateChange(3600, 'available', 'on-contact'),
    stateChange(6000, 'on-contact', 'away'),
  ];
  const [agent] = fold(events, 0).read(8000).agents;
  expect(agent).toEqual({
    id: 'agent-1',
    states: 'o2a2c2y2',
    lastedMs: { offline: 2000, available: 1600, 'on-contact': 2400, away: 2000 },
  });
});

test('a state that is not known here is passed over', () => {
  const events = [stateChange(1000, 'offline', 'available'), stateChange(2000, 'available', 'asleep')];
  expect(fold(events, 0).read(3000).agents[0]?.states).toBe('o1a2');
});

test('a queue is as long as it was at most in each cell, also while nothing happened', () => {
  const events = [sizeChange(500, 1), sizeChange(600, 2), sizeChange(700, 1), sizeChange(3000, 0)];
  expect(fold(events, 0).read(5000).queues).toEqual([{ id: 'queue-1', most: 2, sizes: [2, 1, 1, 1, 0] }]);
});

test('a whole day of a centre fits, and every agent has every minute of it', () => {
  const events = eventsOf({
    centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'ann', count: 100 }] },
    traffic: [{ profile: 'voice', queue: 'Sales', per_hour: 60 }],
  });
  const startMs = events[0]?.at ?? 0;
  const day = fold(events, startMs).read();
  expect(day.agents).toHaveLength(60);
  expect(day.moreAgents).toBe(40);
  const lastMs = (events.at(-1)?.at ?? 0) - startMs;
  expect(lastMs).toBeGreaterThan(hour);
  for (const { states, lastedMs } of day.agents) {
    const cells = [...states.matchAll(/[a-z](\d+)/g)].reduce((sum, [, length]) => sum + Number(length), 0);
    expect(cells).toBeLessThanOrEqual(960);
    expect(cells).toBe(Math.ceil(lastMs / day.cellMs));
    expect(Object.values(lastedMs).reduce((sum, ms) => sum + ms, 0)).toBe(lastMs);
  }
  expect(JSON.stringify(day).length).toBeLessThan(200_000);
});

test('no two states have the same letter', () => {
  expect(new Set(Object.values(stateLetters)).size).toBe(Object.keys(stateLetters).length);
});
