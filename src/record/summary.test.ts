import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome, Unnumbered } from '../channels/message.ts';
import { backlogFull } from './feed-fold.ts';
import { neverMeasured } from './percentiles.ts';
import type { RunRecord } from './record.ts';
import { Recorder } from './recorder.ts';
import { readSummary, SummaryFold } from './summary.ts';

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
    body: '{"a":"ä"}',
    orderKey: '',
    filtered,
  };
}

const fate = fc.record({
  feed: fc.constantFrom('a', 'b'),
  filtered: fc.boolean(),
  withheld: fc.boolean(),
  copies: fc.nat(2),
  failures: fc.nat(3),
  answer: fc.option(fc.constantFrom('bad', 'worse', 'worst', '{}', '[]', 'none', 'gone'), { nil: undefined }),
  tookMs: fc.double({ min: -0.5, max: 5000, noNaN: true }),
  outcome: fc.constantFrom<Outcome['outcome']>('delivered', 'dropped', 'cut_off'),
});
const refusal = fc.record({
  at: fc.nat(100),
  command: fc.constantFrom('contact.hang-up', 'agent.log-in'),
  reason: fc.constantFrom('It is over.', 'There is none.'),
});
const day = fc.record({
  fates: fc.array(fate, { maxLength: 40 }),
  refusals: fc.array(refusal, { maxLength: 30 }),
});
type Day = typeof day extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a day of such fates; everything that was recorded. */
function record({ fates, refusals }: Day): RunRecord[] {
  const records: RunRecord[] = [];
  const recorder = new Recorder([(one) => records.push(one)]);
  for (const event of refusals) recorder.happened({ type: 'command.refused', ...event });
  for (const { feed, filtered, withheld, copies, failures, answer, tookMs, outcome } of fates) {
    const first = recorder.rendered(unnumberedMessage(feed, filtered));
    if (filtered) continue;
    if (withheld) recorder.withheld(first, 'fault');
    const copied = Array.from({ length: copies }, () => recorder.copied(first));
    for (const message of withheld ? copied : [first, ...copied]) {
      const told = { messageSeq: message.seq, eventId: message.eventId };
      const dueMs = message.seq;
      const startedMs = dueMs + tookMs;
      const times = { dueMs, queuedMs: startedMs, startedMs, finishedMs: dueMs + 2 * tookMs };
      const failed = {
        ...told,
        ...times,
        status: 500,
        error: 'status 500',
        ...(answer !== undefined && { answer }),
      };
      for (let i = 1; i <= failures; i++) recorder.attempted(message, { ...failed, try: i });
      if (outcome === 'delivered')
        recorder.attempted(message, { ...told, ...times, try: failures + 1, status: 200, error: null });
      recorder.ended(message, { ...told, outcome, reason: outcome === 'dropped' ? backlogFull : null });
    }
  }
  return records;
}

function fold(records: readonly RunRecord[]): SummaryFold {
  const summary = new SummaryFold();
  for (const one of records) summary.add(one);
  return summary;
}

test('the books balance, in total and per feed, whatever happens', () => {
  fc.assert(
    fc.property(day, (of) => {
      const summary = fold(record(of)).read();
      for (const books of [summary, ...Object.values(summary.feeds)]) {
        const { rendered, copied, filtered, withheld, delivered, dropped, cutOff } = books;
        expect(filtered + withheld + delivered + dropped + cutOff).toBe(rendered + copied);
      }
      expect(summary.rendered).toBe(of.fates.length);
      expect(summary.open).toBe(0);
      expect(summary.overloaded).toBe(summary.dropped);
      expect(summary.errors['status 500'] ?? 0).toBe(summary.attempts - summary.delivered);
      expect(summary.bodyBytes).toBe(summary.attempts * 10);
      expect(summary.refusedCommands).toBe(of.refusals.length);
    }),
  );
});

test('parts that are folded apart and merged, in any order and grouping, give the summary of one fold', () => {
  fc.assert(
    fc.property(day, fc.array(fc.nat(2), { minLength: 1, maxLength: 7 }), (of, hands) => {
      const records = record(of);
      const part = (hand: number): RunRecord[] => records.filter((_, i) => hands[i % hands.length] === hand);
      const [a, b, c] = [0, 1, 2].map((hand) => structuredClone(fold(part(hand)).snapshot()));
      if (a === undefined || b === undefined || c === undefined) throw new Error('three parts');
      const whole = fold(records);
      const together = new SummaryFold();
      together.merge(b);
      together.merge(c);
      expect(readSummary(a, together.snapshot())).toEqual(whole.read());
      expect(readSummary(c, b, a)).toEqual(whole.read());
      expect(readSummary(whole.snapshot())).toEqual(whole.read());
      expect(JSON.parse(JSON.stringify(whole.snapshot()))).toEqual(whole.snapshot());
    }),
  );
});

test('latency counts from when the message was due, retries and all, and its parts add up to it', () => {
  const summary = new SummaryFold();
  const recorder = new Recorder([summary.add]);
  const message = recorder.rendered(unnumberedMessage('a', false));
  const told = { messageSeq: message.seq, eventId: message.eventId };
  const failed = {
    try: 1,
    dueMs: 100,
    queuedMs: 102.2504,
    startedMs: 150,
    finishedMs: 170,
    status: 500,
    error: 'status 500',
  };
  recorder.attempted(message, { ...told, ...failed });
  const delivered = {
    try: 2,
    dueMs: 100,
    queuedMs: 400.1006,
    firstQueuedMs: 102.2504,
    startedMs: 400.7004,
    finishedMs: 420,
    status: 200,
    error: null,
  };
  recorder.attempted(message, { ...told, ...delivered });
  const { latencyMs, latenessMs, retriesMs, waitMs, receiverMs } = summary.read();
  const parts = [latenessMs, retriesMs, waitMs, receiverMs].map(({ max }) => max ?? NaN);
  expect(parts).toEqual([2.25, 297.851, 0.599, 19.3]);
  expect(parts.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(latencyMs.max ?? NaN, 9);
  expect(latencyMs.max).toBe(320);
});

test.each([
  ['left in time', { queuedMs: 105, startedMs: 110 }, { sent: 1, late: 0, lateWaiting: 0, inTime: 1 }],
  ['was late itself', { queuedMs: 110.1, startedMs: 111 }, { sent: 1, late: 1, lateWaiting: 0, inTime: 0 }],
  ['waited', { queuedMs: 100, startedMs: 5100 }, { sent: 1, late: 1, lateWaiting: 1, inTime: 0 }],
])(
  'a first try that %s is counted so, whatever came of it, and further ones are not',
  (_name, at, counts) => {
    const summary = new SummaryFold();
    const recorder = new Recorder([summary.add]);
    const message = recorder.rendered(unnumberedMessage('a', false));
    const told = {
      messageSeq: message.seq,
      eventId: message.eventId,
      dueMs: 100,
      status: 500,
      error: 'status 500',
    };
    recorder.attempted(message, { ...told, try: 1, ...at, finishedMs: 6000 });
    recorder.attempted(message, { ...told, try: 2, queuedMs: 6500, startedMs: 6500, finishedMs: 6501 });
    expect(summary.read()).toMatchObject({ ...counts, attempts: 2, retried: 1 });
    expect(summary.read().feeds['vendor.a']).toMatchObject(counts);
  },
);

test('where nothing was delivered there are no times', () => {
  const summary = new SummaryFold();
  const recorder = new Recorder([summary.add]);
  const message = recorder.rendered(unnumberedMessage('a', false));
  const told = { messageSeq: message.seq, eventId: message.eventId };
  const down = {
    try: 1,
    dueMs: 1,
    queuedMs: 3,
    startedMs: 3,
    finishedMs: 4,
    status: null,
    error: 'ECONNREFUSED',
  };
  recorder.attempted(message, { ...told, ...down });
  expect(summary.read()).toMatchObject({ latencyMs: neverMeasured, latenessMs: neverMeasured });
});

test('the first twenty commands that had no effect are kept, the rest counted', () => {
  const summary = new SummaryFold();
  const recorder = new Recorder([summary.add]);
  for (let at = 1; at <= 25; at++)
    recorder.happened({ type: 'command.refused', at, command: 'agent.log-in', reason: 'She is.' });
  const { refusedCommands, refused } = summary.read();
  expect(refusedCommands).toBe(25);
  expect(refused.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test('a refusal that its caller was told of is none of the scenario', () => {
  const summary = new SummaryFold();
  new Recorder([summary.add]).commanded({
    id: 'c1',
    at: 0,
    do: 'contact.hang-up',
    given: { contact: 'x' },
    source: 'api',
    outcome: 'refused',
    reason: 'It is over.',
  });
  expect(summary.read()).toMatchObject({ refusedCommands: 0, refused: [] });
});
