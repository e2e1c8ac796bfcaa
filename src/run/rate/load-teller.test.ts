import { expect, test } from 'vitest';
import type { RecordedLoad } from '../../record/figures/recorded-load.ts';
import { Asked } from './asked.ts';
import { LoadTeller } from './load-teller.ts';

const usage = {
  loopDelayMs: { mean: 0, p99: 0, max: 0 },
  cpuMs: { user: 0, system: 0 },
  gc: { count: 0, pauseMs: 0, longestMs: 0 },
};

test('what goes on after the time that was asked for, as it was late, is told apart', () => {
  const told: RecordedLoad[] = [];
  const asked = new Asked();
  asked.endAt(1500);
  asked.play([{ ratePerSec: 100, forMs: Infinity }], 0);
  let nowMs = 0;
  let second: () => void = () => undefined;
  const teller = new LoadTeller({
    asked,
    recorder: { loaded: (load) => void told.push(load) },
    startMeter: (onSecond) => {
      second = onSecond;
      return { read: () => usage, stop: () => undefined };
    },
    nowMs: () => nowMs,
    recordingMs: () => 0,
    share: undefined,
  });
  for (nowMs = 1000; nowMs <= 3000; nowMs += 1000) second();
  nowMs = 3250;
  teller.end({ isDry: false, beforeItsTime: false });
  expect(told.map(({ requested, overMs }) => [requested, overMs])).toEqual([
    [100, undefined],
    [50, 500],
    [0, 1500],
    [0, 1750],
  ]);
});
