import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../channels/message.ts';
import type { RecordedClient, RunRecord } from '../record.ts';
import { Recorder } from '../recorder.ts';
import { SummaryFold } from '../summary.ts';
import { judge, type ExpectationResult } from '../verdict.ts';
import type { Expectation } from './expectation.ts';
import { Watches } from './watches.ts';

const all: readonly Expectation[] = [
  { id: 'count', metric: 'dropped', max: 0 },
  { id: 'too few', metric: 'delivered', event_type: 'a', min: 1000 },
  { id: 'share', metric: 'delivered_share', fault: 'storm', min: 1 },
  { id: 'longest', metric: 'latency_max', max: 1 },
  { id: 'median', metric: 'latency_p50', event_type: ['a', 'b'], max: 1 },
  { id: 'percentile', percentile: 97.5, of: 'receiver', max: 1 },
  { id: 'lateness', percentile: 50, of: 'lateness', max: 1, vendor: 'vendor' },
  { id: 'status', status: '5xx', as: 'count', max: 0 },
  { id: 'status share', status: '200', as: 'share', min: 1 },
  { id: 'sent', order: 'sent', max: 0 },
  { id: 'answered', order: 'answered', max: 0 },
  { id: 'tries', retries: 'tries', max: 1 },
  { id: 'pause', retries: 'pause', min: 1000 },
  { id: 'offered', rate: 'offered', min: 1e9 },
  { id: 'held', rate: 'held', min: 1 },
  { id: 'connected', hub: 'connected', max: 0 },
  { id: 'connections', hub: 'connections', max: 0 },
  { id: 'missed', hub: 'missed', max: 0 },
  { id: 'back', hub: 'reconnected', max: 1 },
];

const life = fc.record({
  entity: fc.constantFrom('one', 'two', 'three', 'four'),
  eventType: fc.constantFrom('a', 'b'),
  isTouched: fc.boolean(),
  failures: fc.nat(2),
  afterMs: fc.nat(40),
  tookMs: fc.nat(20),
  outcome: fc.constantFrom<Outcome['outcome']>('delivered', 'dropped', 'cut_off', 'withheld'),
});
const visit = fc.record({
  client: fc.constantFrom('alice', 'bob', 'carol'),
  what: fc.constantFrom<RecordedClient['what']>('connected', 'left', 'missed', 'subscribed'),
  atMs: fc.nat(100),
});
const day = fc.record({
  lives: fc.array(life, { maxLength: 40 }),
  visits: fc.array(visit, { maxLength: 20 }),
});
type Day = typeof day extends fc.Arbitrary<infer Value> ? Value : never;

/** All are rendered first; then each is told when it ends, which need not be in their order. */
function record({ lives, visits }: Day): RunRecord[] {
  const records: RunRecord[] = [];
  const recorder = new Recorder([(one) => records.push(one)]);
  const messages = lives.map((of) => {
    const message = recorder.rendered({
      at: 0,
      vendor: 'vendor',
      feed: of.entity,
      channel: 'http',
      eventId: '',
      eventType: of.eventType,
      contactId: null,
      method: 'POST',
      url: 'http://localhost/',
      headers: {},
      body: '{}',
      orderKey: of.entity,
      filtered: false,
    });
    if (of.isTouched) recorder.touched(message, { name: 'storm', kind: 'delay', what: null });
    return { ...of, message };
  });
  for (const { message, failures, afterMs, tookMs, outcome } of messages.toSorted(
    (a, b) => a.tookMs - b.tookMs,
  )) {
    const told = { messageSeq: message.seq, eventId: '' };
    let startedMs = afterMs;
    const attempt = (ordinal: number, status: number): void => {
      const finishedMs = startedMs + tookMs;
      const error = status === 200 ? null : `status ${status}`;
      const times = { dueMs: 0, queuedMs: startedMs, startedMs, finishedMs };
      recorder.attempted(message, { ...told, try: ordinal, ...times, status, error });
      startedMs = finishedMs + 5;
    };
    for (let ordinal = 1; ordinal <= failures; ordinal++) attempt(ordinal, 503);
    if (outcome === 'delivered') attempt(failures + 1, 200);
    recorder.ended(message, { ...told, outcome, reason: null });
  }
  for (const { client, what, atMs } of visits) {
    recorder.client({ vendor: 'hub', client, what, atMs, connection: client, reason: 'aborted' });
  }
  return records;
}

/** What is true of one entity, or of one client, is in one part. */
function partOf(record: RunRecord): number {
  if (record.type === 'client') return record.client.client.length % 3;
  return 'message' in record && record.message !== undefined ? record.message.orderKey.length % 3 : 0;
}

function watch(records: readonly RunRecord[]): { readonly watches: Watches; readonly fold: SummaryFold } {
  const [watches, fold] = [new Watches(all), new SummaryFold()];
  for (const one of records) {
    watches.add(one);
    fold.add(one);
  }
  return { watches, fold };
}

test('parts that are watched apart and merged, in any order and grouping, are judged like the whole', () => {
  fc.assert(
    fc.property(day, (of) => {
      const records = record(of);
      const parts = [0, 1, 2].map((part) => watch(records.filter((one) => partOf(one) === part)));
      const whole = watch(records);
      const together = (order: readonly number[]): ExpectationResult[] => {
        const [watches, fold, group] = [new Watches(all), new SummaryFold(), new Watches(all)];
        for (const [index, at] of order.entries()) {
          const part = parts[at];
          if (part === undefined) throw new Error('three parts');
          const snapshot = part.watches.snapshot();
          expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
          (index === 0 ? watches : group).merge(structuredClone(snapshot));
          fold.merge(part.fold.snapshot());
        }
        watches.merge(group.snapshot());
        return judge(watches.all, { summary: fold.read(), nowMs: 0 });
      };
      const judged = judge(whole.watches.all, { summary: whole.fold.read(), nowMs: 0 });
      expect(together([0, 1, 2])).toEqual(judged);
      expect(together([2, 0, 1])).toEqual(judged);
    }),
    { seed: 12, numRuns: 200 },
  );
});
