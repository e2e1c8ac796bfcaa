import { expect, test } from 'vitest';
import { drain, hourMs, minuteMs, mondayMs, openCentre } from '../../../test/kit/simulate.ts';

const serviceMs = 3 * minuteMs;

/** Mean wait and share of waiting contacts, and share of contacts that gave up. */
interface Waits {
  readonly waitShare: number;
  readonly meanWaitMs: number;
  readonly lostShare: number;
}

/** M/M/c: probability of waiting and mean wait (Erlang 1917). */
function erlangC(load: number, agents: number): Waits {
  let blocked = 1;
  for (let n = 1; n <= agents; n++) blocked = (load * blocked) / (n + load * blocked);
  const waitShare = blocked / (1 - (load / agents) * (1 - blocked));
  return { waitShare, meanWaitMs: (waitShare * serviceMs) / (agents - load), lostShare: 0 };
}

/** M/M/c+M: as Erlang C, with customers whose exponential patience has the mean `patienceMs` (Palm 1946), by its stationary distribution. */
function erlangA(load: number, agents: number, patienceMs: number): Waits {
  const weights = [1];
  for (let n = 1; n < agents + 2000; n++) {
    const leave = Math.min(n, agents) + Math.max(0, n - agents) * (serviceMs / patienceMs);
    weights.push(((weights[n - 1] as number) * load) / leave);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let waitShare = 0;
  let meanQueue = 0;
  weights.forEach((weight, n) => {
    if (n >= agents) waitShare += weight / total;
    if (n > agents) meanQueue += ((n - agents) * weight) / total;
  });
  const lostShare = (meanQueue * (serviceMs / patienceMs)) / load;
  return { waitShare, meanWaitMs: (meanQueue * serviceMs) / load, lostShare };
}

/** The same figures from a run of the centre, the first hour left out. */
function simulate(seed: number, load: number, agents: number, patience: string, hours: number): Waits {
  const service = `${serviceMs / minuteMs}m`;
  const centre = openCentre({
    seed,
    hours,
    centre: { queues: [{ name: 'Q', announce_every: '0s' }], agents: [{ name: 'a', count: agents }] },
    traffic: [
      {
        profile: 'voice-plain',
        queue: 'Q',
        per_hour: (load * hourMs) / serviceMs,
        with: {
          talk: { distribution: 'exponential', mean: service },
          patience: patience === 'endless' ? 'endless' : { distribution: 'exponential', mean: patience },
        },
      },
    ],
  });
  let contacts = 0;
  let waited = 0;
  let waitMs = 0;
  let lost = 0;
  drain(centre, (event) => {
    if (event.type !== 'contact.ended') return;
    const { createdAt } = centre.view.contact(event.contactId);
    if (createdAt < mondayMs + hourMs) return;
    contacts++;
    waitMs += event.queuedMs;
    if (event.queuedMs > 0) waited++;
    if (event.outcome === 'abandoned') lost++;
  });
  return { waitShare: waited / contacts, meanWaitMs: waitMs / contacts, lostShare: lost / contacts };
}

/** Mean over seeds with the half-width of its confidence interval at 99.9 % (Student's t, 11 degrees of freedom). */
function estimate(values: readonly number[]): { mean: number; half: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, half: 4.437 * Math.sqrt(variance / values.length) };
}

const seeds = Array.from({ length: 12 }, (_, i) => 101 + i);

/** The figures in which simulation and theory differ, or in which the interval is too wide to tell. */
function disagreements(runs: readonly Waits[], theory: Waits): string[] {
  return (['waitShare', 'meanWaitMs', 'lostShare'] as const).flatMap((figure) => {
    const { mean, half } = estimate(runs.map((run) => run[figure]));
    const agrees = Math.abs(mean - theory[figure]) <= half && half <= 0.4 * theory[figure];
    return agrees ? [] : [`${figure}: simulated ${mean} ± ${half}, theory ${theory[figure]}`];
  });
}

test('the formulas give the values of the published tables', () => {
  expect(erlangC(8, 10).waitShare).toBeCloseTo(0.4092, 4);
  expect(erlangC(20, 24).waitShare).toBeCloseTo(0.2981, 4);
  expect(erlangA(8, 10, 1e12).waitShare).toBeCloseTo(erlangC(8, 10).waitShare, 4);
});

test.each([
  [8, 10],
  [17, 20],
])('with endless patience, %i erlangs for %i agents wait as Erlang C says', (load, agents) => {
  const runs = seeds.map((seed) => simulate(seed, load, agents, 'endless', 36));
  expect(disagreements(runs, erlangC(load, agents))).toEqual([]);
});

test.each([
  [10, 10, 2 * minuteMs],
  [24, 20, 3 * minuteMs],
])(
  'with exponential patience, %i erlangs for %i agents wait and give up as Erlang A says',
  (load, agents, ms) => {
    const runs = seeds.map((seed) => simulate(seed, load, agents, `${ms / 1000}s`, 16));
    expect(disagreements(runs, erlangA(load, agents, ms))).toEqual([]);
  },
);
