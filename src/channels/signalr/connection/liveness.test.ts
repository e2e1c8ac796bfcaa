import { expect, test } from 'vitest';
import { hubSettingsSchema } from '../config.ts';
import { type Due, Liveness } from './liveness.ts';

const config = hubSettingsSchema.parse({});

/** A connection that started at 0 and has shaken hands. */
function started(): Liveness {
  const liveness = new Liveness(config);
  liveness.start(0);
  return liveness;
}

test.each<[atMs: number, due: Due]>([
  [14_999, undefined],
  [15_000, 'refuse'],
])('a handshake at %i ms is %s', (atMs, due) => {
  expect(started().due(atMs, false, true)).toBe(due);
});

test('a ping is due every fifteen seconds, beside other traffic too', () => {
  const liveness = started();
  const pings: number[] = [];
  for (let second = 1; second <= 50; second++) {
    liveness.pause();
    liveness.resume(second * 1000);
    if (liveness.due(second * 1000, true, true) === 'ping') pings.push(second);
  }
  expect(pings).toEqual([16, 32, 48]);
});

test('a transport that is not pinged gets no ping', () => {
  expect(started().due(60_000, true, false)).toBeUndefined();
});

test('a client that never pings is never given up', () => {
  const liveness = started();
  liveness.resume(0);
  expect(liveness.due(1_000_000, true, false)).toBeUndefined();
});

test('a client that has pinged is given up after thirty silent seconds, counted from its last whole message', () => {
  const liveness = started();
  liveness.clientPinged();
  liveness.resume(10_000);
  expect(liveness.due(39_999, true, false)).toBeUndefined();
  expect(liveness.due(40_000, true, false)).toBe('give-up');
});

test('the silence does not count while a message is acted on', () => {
  const liveness = started();
  liveness.clientPinged();
  liveness.resume(0);
  liveness.pause();
  expect(liveness.due(100_000, true, false)).toBeUndefined();
  liveness.resume(100_000);
  expect(liveness.due(129_999, true, false)).toBeUndefined();
});
