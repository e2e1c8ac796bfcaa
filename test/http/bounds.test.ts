import { expect, test } from 'vitest';
import { machineClock } from '../../src/lib/clock.ts';
import { startRoughReceiver } from './rough-receiver.ts';
import { asappLane, makeMessage, makeSetting } from './setting.ts';

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

test('what does not fit into the backlog is dropped at once', async () => {
  const receiver = await startRoughReceiver(() => 'stall');
  const setting = makeSetting([asappLane], { limits: { connections_per_feed: 2, backlog_per_feed: 3 } });
  setting.send(...numbers(1, 8).map((seq) => makeMessage(seq, receiver.url)));
  expect(setting.outcomes.map(({ messageSeq, reason }) => [messageSeq, reason])).toEqual(
    [6, 7, 8].map((seq) => [seq, 'backlog full']),
  );
  expect(setting.channel.openCount).toBe(5);
  await setting.channel.close();
  expect(setting.channel.openCount).toBe(0);
  await receiver.close();
});

test('no more connections are open than the lane may have, over all its origins', async () => {
  const receivers = await Promise.all(numbers(1, 3).map(() => startRoughReceiver(() => 200)));
  const setting = makeSetting([asappLane], { limits: { connections_per_feed: 2, backlog_per_feed: 1000 } });
  setting.send(...numbers(1, 90).map((seq) => makeMessage(seq, receivers[seq % 3]?.url ?? '')));
  await setting.drain();
  expect(setting.outcomes.every(({ outcome }) => outcome === 'delivered')).toBe(true);
  for (const receiver of receivers) expect(receiver.maxConnections()).toBeLessThanOrEqual(2);
  await expect
    .poll(() => receivers.reduce((sum, receiver) => sum + receiver.openConnections(), 0))
    .toBeLessThanOrEqual(2);
  await setting.channel.close();
  await Promise.all(receivers.map((receiver) => receiver.close()));
});

test('a dead receiver of one feed does not slow another feed', async () => {
  const [dead, alive] = [await startRoughReceiver(() => 'stall'), await startRoughReceiver(() => 200)];
  const lanes = [asappLane, { ...asappLane, feed: 'journey' }];
  const setting = makeSetting(lanes, { limits: { connections_per_feed: 4, backlog_per_feed: 500 } });
  for (const seq of numbers(1, 400)) {
    setting.send(makeMessage(seq, dead.url), makeMessage(seq + 1000, alive.url, { feed: 'journey' }));
  }
  const delivered = (): number => setting.outcomes.filter(({ outcome }) => outcome === 'delivered').length;
  await expect.poll(delivered, { timeout: 5000 }).toBe(400);
  expect(setting.attempts.every(({ messageSeq }) => messageSeq > 1000)).toBe(true);
  await setting.channel.close();
  await Promise.all([dead.close(), alive.close()]);
});

test('a retry holds back nothing: a later message overtakes it', async () => {
  const receiver = await startRoughReceiver((id, nth) => (id === 'event-1' && nth === 1 ? 500 : 200));
  const lane = { ...asappLane, retryPause: { firstMs: 50, maxMs: 50, jitter: 0 } };
  const setting = makeSetting([lane], { limits: { connections_per_feed: 1, backlog_per_feed: 10 } });
  setting.send(...numbers(1, 3).map((seq) => makeMessage(seq, receiver.url)));
  await setting.drain();
  expect(setting.outcomes.map(({ messageSeq }) => messageSeq)).toEqual([2, 3, 1]);
  await setting.channel.close();
  await receiver.close();
});

test('in strict order a message waits for the one before it with the same key, and for no other', async () => {
  const receiver = await startRoughReceiver((id, nth) => (id === 'event-1' && nth <= 2 ? 500 : 200));
  const lane = { ...asappLane, strictOrder: true, retryPause: { firstMs: 30, maxMs: 30, jitter: 0 } };
  const setting = makeSetting([lane]);
  for (const seq of numbers(1, 6))
    setting.send(makeMessage(seq, receiver.url, { orderKey: `rep-${seq % 2}` }));
  await setting.drain();
  const order = setting.outcomes.map(({ messageSeq }) => messageSeq);
  expect(order.filter((seq) => seq % 2 === 1)).toEqual([1, 3, 5]);
  expect(order.filter((seq) => seq % 2 === 0)).toEqual([2, 4, 6]);
  expect(order.indexOf(6)).toBeLessThan(order.indexOf(1));
  await setting.channel.close();
  await receiver.close();
});

test('in strict order a dropped message lets the next one go', async () => {
  const receiver = await startRoughReceiver((id) => (id === 'event-1' ? 500 : 200));
  const setting = makeSetting([{ ...asappLane, strictOrder: true, retries: 1 }]);
  setting.send(makeMessage(1, receiver.url), makeMessage(2, receiver.url));
  await setting.drain();
  expect(setting.outcomes.map(({ outcome }) => outcome)).toEqual(['dropped', 'delivered']);
  await setting.channel.close();
  await receiver.close();
});

test('sending costs the sender nothing, however dead the receiver', async () => {
  const receiver = await startRoughReceiver(() => 'stall');
  const setting = makeSetting([asappLane], { limits: { connections_per_feed: 8, backlog_per_feed: 50_000 } });
  const beforeMs = machineClock.monotonicMs();
  setting.send(...numbers(1, 60_000).map((seq) => makeMessage(seq, receiver.url)));
  expect(machineClock.monotonicMs() - beforeMs).toBeLessThan(2000);
  expect(setting.outcomes).toHaveLength(60_000 - 50_008);
  await setting.channel.close();
  expect(setting.outcomes).toHaveLength(60_000);
  await receiver.close();
});

test.each([
  ['for its one connection', { strictOrder: false }],
  ['for the one before it with its order key', { strictOrder: true }],
])(
  'a message that waits %s is queued when it was sent, and starts when the wait is over',
  async (_for, rules) => {
    const receiver = await startRoughReceiver((id) => (id === 'event-1' ? 'stall' : 200));
    const connections = rules.strictOrder ? 4 : 1;
    const setting = makeSetting([{ ...asappLane, ...rules, timeoutMs: 100, retries: 0 }], {
      limits: { connections_per_feed: connections, backlog_per_feed: 10 },
    });
    const dueMs = machineClock.monotonicMs() - 5;
    for (const seq of numbers(1, 2)) setting.channel.send(makeMessage(seq, receiver.url), dueMs);
    const sentMs = machineClock.monotonicMs();
    await setting.drain();
    const [stalled, waiting] = setting.attempts;
    for (const attempt of [stalled, waiting]) {
      expect(attempt?.dueMs).toBe(dueMs);
      expect(attempt?.queuedMs).toBeGreaterThanOrEqual(dueMs + 5);
      expect(attempt?.queuedMs).toBeLessThanOrEqual(sentMs);
    }
    expect(waiting?.startedMs).toBeGreaterThanOrEqual(stalled?.finishedMs ?? NaN);
    await setting.channel.close();
    await receiver.close();
  },
);
