import { expect, test } from 'vitest';
import { machineClock } from '../../lib/clock.ts';
import type { PacePlan } from '../../lib/pace.ts';
import type { RunState } from '../../run/handle.ts';
import { startRun } from '../../run/run.ts';
import { loadScenario } from '../../scenario/index.ts';
import type { Output } from '../output.ts';
import { remainingMs, showProgress } from './progress.ts';

const at = (simulatedMs: number, pace: PacePlan, state: RunState = 'running') => ({
  clock: { simulatedMs, startMs: 0, endMs: 1000, nextMs: Infinity, utcOffsetMinutes: 0, pace },
  state,
});
const max = { kind: 'max' } as const;

test.each([
  ['at a speed, what is left of the day at that speed', at(400, { kind: 'speed', speed: 2 }), Infinity, 300],
  ['as fast as it goes, as fast as until now', at(250, max), Infinity, 300],
  ['where real time ends the run, what is left of it', at(900, max), 1000, 900],
  ['at the very beginning nobody can tell', at(1, max), Infinity, undefined],
  ['nor while it stands still', at(500, max, 'paused'), Infinity, undefined],
  [
    'nor where nothing ends it',
    { ...at(5, max), clock: { ...at(5, max).clock, endMs: Infinity } },
    Infinity,
    undefined,
  ],
])('%s', (_, run, stopAfterMs, expected) => {
  expect(remainingMs(run, 100, stopAfterMs)).toBe(expected);
});

test('on a terminal stand the time that has passed and the time that is left', async () => {
  const scenario = loadScenario({
    duration: '1h',
    speed: 3600,
    centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'ann' }] },
    traffic: [{ profile: 'voice', queue: 'Sales', per_hour: 60 }],
    targets: { asapp: { raw: { url: 'http://localhost:9' } } },
  });
  const run = await startRun(scenario, { instead: { send: () => undefined } });
  const shown = Promise.withResolvers<string>();
  const over = new AbortController();
  const output: Output = {
    isLive: true,
    isAttended: true,
    paint: { good: String, bad: String, dim: String, bold: String },
    result: () => undefined,
    note: () => undefined,
    problems: () => undefined,
    annotations: () => undefined,
    live: ([, times = '']) => times.includes('left') && shown.resolve(times),
  };
  const progress = showProgress(run, output, { clock: machineClock }, over.signal);
  expect(await shown.promise).toMatch(/^[\d.]+ s so far, about [\d.]+ s left$/);
  run.cutOff();
  over.abort();
  await Promise.all([progress, run.result]);
});
