import { describe, expect, test } from 'vitest';
import { machineClock } from './clock.ts';

describe('a sleep', () => {
  test.each([Infinity, 30 * 86_400_000])('of %d ms does not end before one of 20', async (ms) => {
    const over = new AbortController();
    const long = machineClock.sleep(ms, over.signal).then(() => 'long');
    const short = machineClock.sleep(20).then(() => 'short');
    expect(await Promise.race([long, short])).toBe('short');
    over.abort();
    expect(await long).toBe('long');
  });
});

test('no sleep ends before its time, down to the last bit of a millisecond', async () => {
  for (let i = 0; i < 60; i++) {
    const ms = (i % 20) * 0.17;
    const endMs = machineClock.monotonicMs() + ms;
    await machineClock.sleep(ms);
    expect(machineClock.monotonicMs()).toBeGreaterThanOrEqual(endMs);
  }
});
