import { expect, test } from 'vitest';
import { hubSettingsSchema } from '../config.ts';
import { TurnQueue } from '../connection/turn-queue.ts';
import { jsonProtocol } from './json-protocol.ts';
import { Reader } from './reader.ts';

const config = hubSettingsSchema.parse({});
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Readers of pings that each take a millisecond of one clock, and who was acted on in which order. */
function together(): { open: (name: string) => Reader; order: string[]; pass: (ms: number) => void } {
  let nowMs = 0;
  const order: string[] = [];
  const clock = { monotonicMs: () => nowMs, turn: nextTurn };
  const time = { clock, turns: new TurnQueue(clock) };
  const open = (name: string): Reader => {
    const reader = new Reader(config, time, {
      protocol: () => jsonProtocol,
      onHandshake: () => undefined,
      onMessage: () => {
        nowMs += 1;
        order.push(name);
      },
      onBusy: () => undefined,
      onIdle: () => undefined,
    });
    reader.start();
    return reader;
  };
  return { open, order, pass: (ms) => void (nowMs += ms) };
}

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

test('whoever floods in small pieces waits for a turn with each of them, and others are answered between', async () => {
  const { open, order } = together();
  const [loud, quiet] = [open('loud'), open('quiet')];
  for (let piece = 0; piece < 5; piece++) loud.receive(pings(1));
  quiet.receive(pings(1));
  expect(order).toEqual(['loud', 'quiet']);
  await nextTurn();
  await nextTurn();
  expect(order.slice(0, 3)).toEqual(['loud', 'quiet', 'loud']);
});

test('of many that flood, one goes on in each turn, and who was quiet waits for none of them', async () => {
  const { open, order } = together();
  const loud = ['a', 'b', 'c'].map(open);
  for (const each of loud) each.receive(pings(1));
  for (const each of loud) each.receive(pings(1));
  open('quiet').receive(pings(1));
  expect(order).toEqual(['a', 'b', 'c', 'quiet']);
  for (let turn = 0; turn < 10; turn++) await nextTurn();
  expect(order.slice(4)).toEqual(['a', 'b', 'c']);
});

test('who has waited as long as its work was worth is acted on at once again', async () => {
  const { open, order, pass } = together();
  const reader = open('a');
  reader.receive(pings(1));
  await nextTurn();
  await nextTurn();
  pass(20);
  reader.receive(pings(1));
  expect(order).toEqual(['a', 'a']);
});
