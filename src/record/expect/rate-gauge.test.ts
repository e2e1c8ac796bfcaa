import { expect, test } from 'vitest';
import { unnumbered } from '../../../test/kit/message.ts';
import type { RecordedLoad } from '../figures/recorded-load.ts';
import { Recorder } from '../recorder.ts';
import { SummaryFold } from '../summary.ts';
import { judge, type ExpectationResult } from '../verdict.ts';
import type { Expectation } from './expectation.ts';
import { Watches } from './watches.ts';

const lateAfterMs = 20;
const expectations: readonly Expectation[] = [
  { id: 'held', rate: 'held', min: 1 },
  { id: 'held_share', metric: 'held_share', min: 1 },
  { id: 'held of queue', rate: 'held', feed: 'asapp.queue', min: 1 },
];
const second: RecordedLoad = {
  atMs: 1000,
  forMs: 1000,
  requested: 10,
  offered: 3,
  loopDelayMs: { mean: 0, p99: 0, max: 0 },
  cpuMs: { user: 0, system: 0 },
  gc: { count: 0, pauseMs: 0, longestMs: 0 },
};

/** Three messages that leave 5, 15 and 25 ms late, in a run that may be one at a rate. */
function judgeLate(load?: RecordedLoad): ReadonlyMap<string, ExpectationResult> {
  const fold = new SummaryFold([], lateAfterMs);
  const watches = new Watches(expectations, undefined, lateAfterMs);
  const recorder = new Recorder([fold.add, watches.add]);
  for (const startedMs of [5, 15, 25]) {
    const message = recorder.rendered(unnumbered());
    const of = { messageSeq: message.seq, eventId: message.eventId, dueMs: 0 };
    const answered = { try: 1, queuedMs: 0, startedMs, finishedMs: startedMs + 1, status: 200, error: null };
    recorder.attempted(message, { ...of, ...answered });
    recorder.ended(message, { ...of, outcome: 'delivered', reason: null });
  }
  if (load !== undefined) recorder.loaded(load);
  const results = judge(watches.all, { summary: fold.read(), nowMs: 0 });
  return new Map(results.map((result) => [result.id, result]));
}

test('of a whole run at a rate, what was held is one number by both of its names, with what was never offered', () => {
  const told = judgeLate(second);
  expect(told.get('held')?.actual).toBe(0.2);
  expect(told.get('held_share')?.actual).toBe(0.2);
});

test('of a part of the messages, or at a speed, it is the share of those that were offered', () => {
  expect(judgeLate(second).get('held of queue')?.actual).toBe(2 / 3);
  expect(judgeLate().get('held')?.actual).toBe(2 / 3);
  expect(judgeLate().get('held_share')?.actual).toBeNull();
});

test('what is late is what the pace says, and only that is to blame', () => {
  const saw = judgeLate(second)
    .get('held')
    ?.offences?.map((offence) => offence.saw);
  expect(saw).toEqual(['left 25 ms late']);
});
