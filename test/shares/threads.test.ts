import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { machineClock } from '../../src/lib/clock.ts';
import { InputError } from '../../src/lib/errors.ts';
import { coordinate } from '../../src/shares/coordinator.ts';
import type { ShareOrder } from '../../src/shares/order.ts';
import type { Shares } from '../../src/shares/shares.ts';
import { openThreads, type ThreadsParts } from '../../src/shares/threads/threads.ts';
import { bodiesOfOne, coordinatorParts, openCollector, ordersOf, smallScenario } from './setting.ts';

function threads(orders: readonly ShareOrder[], more: Partial<ThreadsParts> = {}): Shares {
  const shares = openThreads(orders, { clock: machineClock, env: {}, ...more });
  onTestFinished(() => shares.close());
  return shares;
}

test('three threads send together, sorted, the same bytes as one process, and have its books', async () => {
  const collector = await openCollector();
  const scenario = smallScenario(collector.url);
  const one = await bodiesOfOne(scenario, collector);
  const result = await coordinate(threads(ordersOf(scenario, 3)), coordinatorParts(scenario));
  expect(collector.bodies.toSorted()).toEqual(one);
  expect(result).toMatchObject({
    verdict: 'passed',
    interrupted: false,
    summary: { delivered: one.length, open: 0 },
  });
  expect(result.shares.map(({ share, where, state }) => [share, where, state])).toEqual([
    [1, 'thread 1', 'ended'],
    [2, 'thread 2', 'ended'],
    [3, 'thread 3', 'ended'],
  ]);
  const parts = result.shares.map(({ summary }) => summary?.delivered ?? 0);
  expect(Math.min(...parts)).toBeGreaterThan(0);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(one.length);
});

test('two centres send different events, at the rate of one', async () => {
  const collector = await openCollector();
  const scenario = smallScenario(collector.url);
  const one = await bodiesOfOne(scenario, collector);
  const result = await coordinate(threads(ordersOf(scenario, 2, 2)), coordinatorParts(scenario));
  expect(result.verdict).toBe('passed');
  expect(new Set(collector.bodies).size).toBe(collector.bodies.length);
  expect(collector.bodies).toEqual(expect.arrayContaining([...one]));
  expect(collector.bodies.length).toBeGreaterThan(one.length * 1.3);
});

test('a thread that breaks is a lost share: the others go on, its part of the books is missing, and the run fails', async () => {
  const collector = await openCollector();
  const scenario = smallScenario(collector.url, 'pace: { rate: 400, held: 0 }');
  const program = path.join(import.meta.dirname, 'breaking-thread.ts');
  const result = await coordinate(threads(ordersOf(scenario, 3), { program }), coordinatorParts(scenario));
  expect(result.verdict).toBe('failed');
  expect(result.expectations.filter(({ ok }) => !ok)).toMatchObject([{ id: 'no share lost', actual: 1 }]);
  const [first, second, third] = result.shares;
  expect([first?.state, third?.state]).toEqual(['ended', 'ended']);
  expect(second).toMatchObject({
    state: 'lost',
  });
  expect(second?.note).toMatch(/ended by itself, with code 7.*known until/);
  expect(result.summary.delivered).toBeLessThanOrEqual(collector.bodies.length);
  // The load and the books are one truth, and what is not known is told as such.
  const { load, rendered, filtered } = result.summary;
  expect(load?.offered).toBe(rendered - filtered);
  expect(load?.unknown).toBeGreaterThan(0);
  expect(load?.requested).toBe((load?.offered ?? 0) + (load?.neverOffered ?? 0) + (load?.unknown ?? 0));
});

test('of a share that is gone before all were ready it is told why, that nothing was sent, and what to do', async () => {
  const collector = await openCollector();
  const scenario = smallScenario(collector.url);
  const program = path.join(import.meta.dirname, 'dying-thread.ts');
  const shares = threads(ordersOf(scenario, 2), { program });
  await expect(coordinate(shares, coordinatorParts(scenario))).rejects.toThrow(
    /^Share 1 \(thread 1\): .*code 7[^]*Nothing was sent\. See that .* is there again, then start the load anew\.$/,
  );
});

test('who stops it stops all shares: what is on its way still ends, and all books balance', async () => {
  const collector = await openCollector();
  const scenario = smallScenario(collector.url, 'pace: { rate: 50, held: 0 }');
  const stop = new AbortController();
  const shares = threads(ordersOf(scenario, 3));
  const ended = coordinate(shares, coordinatorParts(scenario, { stop: stop.signal }));
  await collector.until(10);
  stop.abort();
  const { interrupted, summary, shares: rows } = await ended;
  expect(interrupted).toBe(true);
  expect(rows.map(({ state, note }) => [state, note])).toEqual(rows.map(() => ['ended', null]));
  expect(summary).toMatchObject({ open: 0, delivered: collector.bodies.length });
});

test('what every share finds wrong is told once, before anything is sent', async () => {
  const collector = await openCollector();
  const secured = smallScenario('https://127.0.0.1:1/');
  const targets = { asapp: { ...secured.targets.asapp, tls: { ca: '/nowhere/ca.pem' } } } as never;
  const scenario = { ...secured, targets };
  const shares = threads(ordersOf(scenario, 3));
  const error = await coordinate(shares, coordinatorParts(scenario)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  const { problems } = error as InputError;
  expect(problems.map(({ file }) => file)).toEqual(['/nowhere/ca.pem']);
  expect(problems[0]?.message).toMatch(/^Share \d \(thread \d\): The file could not be read/);
  expect(collector.bodies).toEqual([]);
});

test('an expectation that ends the run is held against all shares together', async () => {
  // So that no share has as many alone, however long they take to end.
  const collector = await openCollector(61);
  const expectation = 'expect: [{ metric: delivered, max: 60, abort: true }]';
  const scenario = smallScenario(collector.url, `pace: { rate: 40, held: 0 }\ngrace: 0s\n${expectation}`);
  const result = await coordinate(threads(ordersOf(scenario, 4)), coordinatorParts(scenario));
  expect(result).toMatchObject({ verdict: 'failed', interrupted: false });
  expect(result.abortedBy).toMatch(/delivered/);
  expect(result.summary.delivered).toBe(61);
  expect(Math.max(...result.shares.map(({ summary }) => summary?.delivered ?? 0))).toBeLessThan(61);
});
