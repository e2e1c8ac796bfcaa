import { expect, test } from 'vitest';
import { eventsOf, hourMs, mondayMs, only } from '../../../test/kit/simulate.ts';
import { createRandom } from '../../lib/random.ts';
import { nextArrival } from './arrivals.ts';
import { Calendar } from '../model/calendar.ts';
import { curveSchema } from '../config/traffic-config.ts';

const days = 200;
const startMs = Date.UTC(2026, 0, 5);
const calendar = new Calendar('UTC', startMs, startMs + days * 24 * hourMs);

/** How many arrivals each hour of the day has, over many days. */
function countByHour(curve: readonly number[], perHour: number): number[] {
  const counts = Array<number>(24).fill(0);
  const stream = {
    nextAt: startMs,
    perMs: perHour / hourMs,
    curve,
    uniform: createRandom(11).stream('arrivals'),
    untilMs: startMs + days * 24 * hourMs,
  };
  for (;;) {
    stream.nextAt = nextArrival(calendar, stream);
    if (stream.nextAt >= stream.untilMs) return counts;
    const hour = new Date(stream.nextAt).getUTCHours();
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
}

test('each hour has the rate of its factor, and an hour with 0 has nobody', () => {
  const curve = curveSchema.parse({ '8-12': 1.5, '12-16': 0.5, 20: 2 });
  const counts = countByHour(curve, 10);
  const misfits = counts.filter((count, hour) => {
    const mean = (curve[hour] ?? 0) * 10 * days;
    // Four standard deviations of a Poisson count.
    return Math.abs(count - mean) > 4 * Math.sqrt(mean);
  });
  expect(misfits).toEqual([]);
});

test('times between arrivals are exponential: their standard deviation is their mean', () => {
  const arrivals = only(
    eventsOf({
      hours: 100,
      centre: { queues: [{ name: 'Q' }] },
      traffic: [{ profile: 'voice-plain', queue: 'Q', per_hour: 60, with: { patience: '1s' } }],
    }),
    'contact.created',
  ).map(({ at }) => at);
  const gaps = arrivals.slice(1).map((at, i) => at - (arrivals[i] ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const sd = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
  expect(mean / 60_000).toBeCloseTo(1, 1);
  expect(sd / mean).toBeCloseTo(1, 1);
});

test('a stream begins and stops when its entry says so', () => {
  const arrivals = only(
    eventsOf({
      hours: 4,
      centre: { queues: [{ name: 'Q' }] },
      traffic: [{ profile: 'voice-plain', queue: 'Q', per_hour: 600, from: '09:00', until: '2h' }],
    }),
    'contact.created',
  ).map(({ at }) => (at - mondayMs) / hourMs);
  expect(arrivals[0]).toBeGreaterThanOrEqual(1);
  expect(arrivals[0]).toBeLessThan(1.05);
  expect(arrivals.at(-1)).toBeLessThan(2);
  expect(arrivals.at(-1)).toBeGreaterThan(1.95);
});
