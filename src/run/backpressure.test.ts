import { expect, test } from 'vitest';
import { createVirtualClock } from '../../test/kit/virtual-clock.ts';
import type { Channel, HttpMessage } from '../channels/message.ts';
import { Counter } from '../lib/counter.ts';
import { whenAborted } from '../lib/when-aborted.ts';
import { readyToSend } from './backpressure.ts';

const connections = 8;

/** A channel over which nothing leaves by itself. */
function setting(backlog = 100_000) {
  const [open, waiting] = [new Counter(), new Counter()];
  const http: Channel<HttpMessage> = {
    send: () => undefined,
    get openCount() {
      return open.count;
    },
    waiting,
    drain: (signal, atMost = 0) => open.until((count) => count <= atMost, signal),
    close: () => Promise.resolve(),
  };
  let wake = (): void => undefined;
  const sleep = (_: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      if (signal !== undefined) whenAborted(signal, resolve);
    });
  const clock = { ...createVirtualClock(), sleep };
  const stop = new AbortController();
  const limits = { connections_per_feed: connections, backlog_per_feed: backlog };
  const ready = readyToSend({ http }, { limits, clock, stop: stop.signal });
  const take = (count: number, counters = [open, waiting]): void => {
    for (let i = 0; i < count; i++) for (const counter of counters) counter.add(1);
  };
  const start = (count: number): void => {
    for (let i = 0; i < count; i++) waiting.add(-1);
  };
  /** Takes messages until there is no capacity. */
  const fill = (): Promise<void> => {
    for (;;) {
      const full = ready();
      if (full !== undefined) return full;
      take(1);
    }
  };
  return { open, waiting, wake: () => wake(), stop, ready, take, start, fill };
}

test('more than all connections can take soon are not rendered ahead', async () => {
  const { waiting, start, fill, ready } = setting();
  const full = fill();
  expect(waiting.count).toBeLessThan(connections + 300);
  start(200);
  await full;
  expect(ready()).toBeUndefined();
});

test('one wait makes room for many', async () => {
  const { waiting, start, fill } = setting();
  const full = fill();
  const before = waiting.count;
  start(200);
  await full;
  void fill();
  expect(waiting.count).toBe(before);
});

test('a receiver that takes nothing gets half a backlog after a moment, and holds up nobody until then again', async () => {
  const { open, waiting, wake, fill, ready, start } = setting(10_000);
  const full = fill();
  wake();
  await full;
  void fill();
  expect(open.count).toBe(5001);
  for (let i = 0; i < 100; i++) open.add(-1);
  start(100);
  expect(ready()).toBeUndefined();
  start(waiting.count);
  for (let i = 0; i < 1000; i++) open.add(-1);
  void fill();
  expect(waiting.count).toBeLessThan(connections + 300);
});

test('messages that wait for their next try hold up no others before half a backlog', () => {
  const { open, take, ready } = setting(10_000);
  take(5000, [open]);
  expect(ready()).toBeUndefined();
  take(1, [open]);
  expect(ready()).toBeInstanceOf(Promise);
});

test('a run that is stopped waits no longer', async () => {
  const { fill, stop } = setting();
  const full = fill();
  stop.abort();
  await full;
});
