import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome, Unnumbered } from '../channels/message.ts';
import { Recorder } from './recorder.ts';
import { backlogFull, SummaryFold } from './summary.ts';

function unnumberedMessage(feed: string, filtered: boolean): Unnumbered {
  return {
    at: 0,
    vendor: 'vendor',
    feed,
    channel: 'http',
    eventId: `${feed}-event`,
    eventType: 'type',
    contactId: null,
    method: 'POST',
    url: 'http://localhost/',
    headers: {},
    body: '{}',
    orderKey: '',
    filtered,
  };
}

const story = fc.record({
  feed: fc.constantFrom('a', 'b'),
  filtered: fc.boolean(),
  failures: fc.nat(3),
  outcome: fc.constantFrom<Outcome['outcome']>('delivered', 'dropped', 'cut_off'),
});

test('the books balance, in total and per feed, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(story), (stories) => {
      const fold = new SummaryFold();
      const recorder = new Recorder([fold.add]);
      for (const { feed, filtered, failures, outcome } of stories) {
        const message = recorder.rendered(unnumberedMessage(feed, filtered));
        if (filtered) continue;
        const told = { messageSeq: message.seq, eventId: message.eventId };
        const times = { dueMs: 0, startedMs: 1, finishedMs: 2 };
        for (let i = 1; i <= failures; i++)
          recorder.attempted(message, { ...told, ...times, try: i, status: 500, error: 'status 500' });
        recorder.ended(message, { ...told, outcome, reason: outcome === 'dropped' ? backlogFull : null });
      }
      const summary = fold.read();
      for (const books of [summary, ...Object.values(summary.feeds)])
        expect(books.filtered + books.delivered + books.dropped + books.cutOff).toBe(books.rendered);
      expect(summary.rendered).toBe(stories.length);
      expect(summary.open).toBe(0);
      expect(summary.overloaded).toBe(summary.dropped);
      expect(summary.errors['status 500'] ?? 0).toBe(summary.attempts);
    }),
  );
});

test('latency counts from when the message was due, retries and all, the receiver from when the last attempt started', () => {
  const fold = new SummaryFold();
  const recorder = new Recorder([fold.add]);
  const message = recorder.rendered(unnumberedMessage('a', false));
  const told = { messageSeq: message.seq, eventId: message.eventId };
  const failed = { try: 1, dueMs: 100, startedMs: 150, finishedMs: 170, status: 500, error: 'status 500' };
  recorder.attempted(message, { ...told, ...failed });
  const delivered = { try: 2, dueMs: 100, startedMs: 400, finishedMs: 420, status: 200, error: null };
  recorder.attempted(message, { ...told, ...delivered });
  const { latencyMs, receiverMs, latenessMs } = fold.read();
  expect(latencyMs.max).toBeCloseTo(320, 0);
  expect(receiverMs.max).toBeCloseTo(20, 0);
  expect(latenessMs.max).toBeCloseTo(50, 0);
});
