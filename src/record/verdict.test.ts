import { expect, test } from 'vitest';
import type { Outcome } from '../channels/message.ts';
import { backlogFull } from './feed-fold.ts';
import type { Expectation } from './metric.ts';
import { Recorder } from './recorder.ts';
import { SummaryFold, type Summary } from './summary.ts';
import { completeExpectations, judge } from './verdict.ts';

function runWith(outcomes: readonly Pick<Outcome, 'outcome' | 'reason'>[]): Summary {
  const fold = new SummaryFold();
  const recorder = new Recorder([fold.add]);
  for (const outcome of outcomes) {
    const message = recorder.rendered({
      at: 0,
      vendor: 'asapp',
      feed: 'queue',
      channel: 'http',
      eventId: 'id',
      eventType: 'queue_size_updated',
      contactId: null,
      method: 'POST',
      url: 'http://localhost/',
      headers: {},
      body: '{}',
      orderKey: '',
      filtered: false,
    });
    recorder.ended(message, { messageSeq: message.seq, eventId: 'id', ...outcome });
  }
  return fold.read();
}

const delivered = { outcome: 'delivered', reason: null } as const;
const dropped = { outcome: 'dropped', reason: 'status 500' } as const;
const overloaded = { outcome: 'dropped', reason: backlogFull } as const;
const cutOff = { outcome: 'cut_off', reason: 'run ended' } as const;
const someDelivered: Expectation = { id: 'some', metric: 'delivered', min: 1 };

interface Case {
  own: readonly Expectation[];
  outcomes: readonly Pick<Outcome, 'outcome' | 'reason'>[];
  allowDrops?: boolean;
  passes: boolean;
}

test.each<Case>([
  { own: [], outcomes: [delivered], passes: true },
  { own: [], outcomes: [delivered, dropped], passes: false },
  { own: [], outcomes: [delivered, cutOff], passes: false },
  { own: [someDelivered], outcomes: [delivered, dropped, cutOff], passes: true },
  { own: [someDelivered], outcomes: [delivered, overloaded], passes: false },
  { own: [someDelivered], outcomes: [delivered, overloaded], allowDrops: true, passes: true },
  { own: [], outcomes: [overloaded], allowDrops: true, passes: true },
  { own: [], outcomes: [dropped], allowDrops: true, passes: false },
  { own: [], outcomes: [cutOff], allowDrops: true, passes: false },
  {
    own: [{ id: 'share', metric: 'delivered_share', min: 0.5 }],
    outcomes: [delivered, dropped],
    passes: true,
  },
  { own: [{ id: 'fast', metric: 'latency_p99', max: 500 }], outcomes: [dropped], passes: false },
  {
    own: [{ id: 'feed', metric: 'delivered', feed: 'asapp.journey', min: 1 }],
    outcomes: [delivered],
    passes: false,
  },
])(
  'with expectations $own, outcomes $outcomes pass: $passes (allowDrops: $allowDrops)',
  ({ own, outcomes, allowDrops = false, passes }) => {
    const results = judge(
      completeExpectations(own, { ...strict, allow_drops: allowDrops }),
      runWith(outcomes),
    );
    expect(results.every(({ ok }) => ok)).toBe(passes);
  },
);

const strict = { allow_drops: false, allow_refused_commands: false };
const refusing = { type: 'command.refused', at: 0, command: 'agent.log-in', reason: 'She is.' } as const;
const failedOf = (own: readonly Expectation[], summary: Summary, allowed = strict): string[] =>
  judge(completeExpectations(own, allowed), summary).flatMap(({ id, ok }) => (ok ? [] : [id]));

test('a run that had nothing to send fails, whatever else it expects', () => {
  const silent = runWith([]);
  expect(failedOf([], silent)).toEqual(['something was sent']);
  expect(failedOf([{ id: 'all', metric: 'delivered_share', min: 1 }], silent)).toEqual([
    'something was sent',
  ]);
});

test('a run that may be silent, by an expectation about rendered or by how it is played, need not send anything', () => {
  const silent = runWith([]);
  expect(failedOf([{ id: 'silent', metric: 'rendered', max: 0 }], silent)).toEqual([]);
  expect(failedOf([{ id: 'feed', metric: 'rendered', feed: 'asapp.raw', max: 0 }], silent)).toEqual([
    'something was sent',
  ]);
  const results = judge(completeExpectations([], strict, { mayBeSilent: true }), silent);
  expect(results.every(({ ok }) => ok)).toBe(true);
});

test('a command without effect fails a run, unless the scenario allows it', () => {
  const fold = new SummaryFold();
  new Recorder([fold.add]).happened(refusing);
  const own: Expectation[] = [{ id: 'silent', metric: 'rendered', max: 0 }];
  expect(failedOf(own, fold.read())).toEqual(['no command refused']);
  expect(failedOf(own, fold.read(), { ...strict, allow_refused_commands: true })).toEqual([]);
});

test('a result carries the bound as it was given', () => {
  expect(judge([{ id: 'few', metric: 'delivered', max: 0 }], runWith([delivered]))).toEqual([
    { id: 'few', kind: 'count', ok: false, actual: 1, bound: { max: 0 } },
  ]);
});
