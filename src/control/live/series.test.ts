import { expect, test } from 'vitest';
import { unnumbered } from '../../../test/kit/message.ts';
import type { Attempt, Message } from '../../channels/message.ts';
import { Recorder } from '../../record/recorder.ts';
import { SummaryFold } from '../../record/summary.ts';
import { Series } from './series.ts';

const draft = unnumbered();

test('what a second has is what the books of the run have: copies are not rendered, failed tries have no latency', () => {
  let nowMs = 0;
  const series = new Series(() => nowMs);
  const fold = new SummaryFold();
  const recorder = new Recorder([series.add, fold.add]);
  const attempt = (
    { seq: messageSeq, eventId }: Message,
    finishedMs: number,
    error: string | null,
  ): Attempt => ({
    ...{ messageSeq, eventId, try: 1, dueMs: 0, queuedMs: 0, startedMs: 0, finishedMs },
    ...{ status: error === null ? 200 : null, error },
  });
  const end = ({ seq: messageSeq, eventId }: Message, outcome: 'delivered' | 'dropped') =>
    ({ messageSeq, eventId, outcome, reason: null }) as const;
  const taken = recorder.rendered(draft);
  const again = recorder.copied(taken);
  const lost = recorder.rendered(draft);
  recorder.attempted(taken, attempt(taken, 5, null));
  recorder.ended(taken, end(taken, 'delivered'));
  recorder.attempted(again, attempt(again, 7, null));
  recorder.ended(again, end(again, 'delivered'));
  recorder.attempted(lost, attempt(lost, 10_000, 'timeout'));
  recorder.ended(lost, end(lost, 'dropped'));
  nowMs = 1000;
  const { rendered, delivered, dropped, attempts, latencyMs } = fold.read();
  expect(series.after(0)).toEqual([
    {
      ...{ second: 1, rendered, delivered, dropped, attempts },
      ...{ latencyP50Ms: latencyMs.p50, latencyP99Ms: latencyMs.p99 },
    },
  ]);
  expect({ rendered, delivered, p99: latencyMs.p99 }).toEqual({ rendered: 2, delivered: 2, p99: 7 });
});
