import { expect, test } from 'vitest';
import { hubSettingsSchema } from '../config.ts';
import { jsonProtocol } from './json-protocol.ts';
import { Reader } from './reader.ts';

const config = hubSettingsSchema.parse({});
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A reader of pings that each take some milliseconds of the clock. */
function pinged(costMs: number): { reader: Reader; count: () => number } {
  let nowMs = 0;
  let count = 0;
  const time = { clock: { monotonicMs: () => nowMs }, turns: { next: nextTurn } };
  const reader = new Reader(config, time, {
    protocol: () => jsonProtocol,
    onHandshake: () => undefined,
    onMessage: () => {
      nowMs += costMs;
      count++;
    },
    onBusy: () => undefined,
    onIdle: () => undefined,
  });
  reader.start();
  return { reader, count: () => count };
}

const pings = (count: number): Buffer => Buffer.from('{"type":6}\u001e'.repeat(count));

test('messages that cost nothing are acted on as they come', () => {
  const { reader, count } = pinged(0);
  reader.receive(pings(1000));
  expect(count()).toBe(1000);
});

test('a connection whose messages have taken a millisecond waits for its next turn', async () => {
  const { reader, count } = pinged(0.25);
  reader.receive(pings(10));
  expect(count()).toBe(4);
  await nextTurn();
  expect(count()).toBe(8);
  await nextTurn();
  expect(count()).toBe(10);
});

test('what waits for its turn holds up what comes behind it, and lets in no more than a message', async () => {
  const { reader, count } = pinged(1);
  reader.receive(pings(5000));
  expect(reader.isFull).toBe(true);
  reader.stop();
  await nextTurn();
  expect(count()).toBe(1);
});
