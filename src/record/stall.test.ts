import { expect, test } from 'vitest';
import { unnumbered } from '../../test/kit/message.ts';
import type { Percentiles } from './percentiles.ts';
import { Recorder } from './recorder.ts';
import { SummaryFold } from './summary.ts';

const connections = 4;
const stall = { fromMs: 3000, untilMs: 5000 };
const answerMs = 0.2;

/**
 * Ten seconds of a message each ms. The receiver answers in 0.2 ms, but for two seconds not at all: four messages are with it
 * then, the others wait until it is over.
 */
function play(...folds: readonly SummaryFold[]): void {
  const recorders = folds.map((fold) => new Recorder([fold.add]));
  for (let dueMs = 0; dueMs < 10_000; dueMs++) {
    const isStalled = dueMs >= stall.fromMs && dueMs < stall.untilMs;
    const hasConnection = !isStalled || dueMs < stall.fromMs + connections;
    const startedMs = hasConnection ? dueMs : stall.untilMs;
    const finishedMs = isStalled ? stall.untilMs : dueMs + answerMs;
    const recorder = recorders[dueMs % recorders.length];
    const message = recorder?.rendered(unnumbered({ eventId: `event-${dueMs}` }));
    if (message === undefined) continue;
    const of = { messageSeq: message.seq, eventId: message.eventId, dueMs };
    const answered = { try: 1, queuedMs: dueMs, startedMs, finishedMs, status: 200, error: null };
    recorder?.attempted(message, { ...of, ...answered });
    recorder?.ended(message, { ...of, outcome: 'delivered', reason: null });
  }
}

/** Right to three digits, as a histogram is. */
function expectNear(times: Percentiles, exact: Partial<Record<keyof Percentiles, number>>): void {
  for (const [name, ms] of Object.entries(exact)) {
    const read = times[name as keyof Percentiles] ?? NaN;
    expect(Math.abs(read - ms), `${name}: ${read}`).toBeLessThanOrEqual(ms / 1000);
  }
}

function played(): SummaryFold {
  const fold = new SummaryFold();
  play(fold);
  return fold;
}

test('a stall of two seconds gives the percentiles that can be reckoned, of everything that became due meanwhile', () => {
  const { latencyMs, latenessMs, waitMs, receiverMs } = played().read();
  // 8000 took 0.2 ms, and the other 2000 each one of 1, 2, … 2000 ms: of 10,000 the 9000th took 1000 ms.
  expect(latencyMs).toMatchObject({ count: 10_000, min: 0.2, p50: 0.2, max: 2000 });
  expectNear(latencyMs, { p90: 1000, p95: 1500, p99: 1900, p999: 1990 });
  expect(latencyMs.mean).toBeCloseTo((8000 * 0.2 + (2000 * 2001) / 2) / 10_000, 2);
  // Four were with the receiver, for 2000, 1999, 1998 and 1997 ms; 1996 waited for 1 to 1996 ms.
  expectNear(waitMs, { p50: 0, p90: 996, p95: 1496, p99: 1896, max: 1996 });
  expect(receiverMs).toMatchObject({ min: 0, p99: 0.2, p999: 0.2, max: 2000 });
  expect(latenessMs).toMatchObject({ p50: 0, max: 0 });
});

test('what a stall keeps is late for want of a connection, and none of it is phoney’s', () => {
  const { sent, late, lateWaiting, inTime } = played().read();
  // Of the 1996 that waited ten were due so shortly before the end that they left in time.
  expect({ sent, late, lateWaiting, inTime }).toEqual({
    sent: 10_000,
    late: 1986,
    lateWaiting: 1986,
    inTime: 8014,
  });
});

test('in three shares it is the same stall', () => {
  const [first, second, third] = [new SummaryFold(), new SummaryFold(), new SummaryFold()];
  play(first, second, third);
  const together = new SummaryFold();
  for (const share of [third, first, second]) together.merge(share.snapshot());
  expect(together.read()).toEqual(played().read());
});
