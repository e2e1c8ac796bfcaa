import { expect, test } from 'vitest';
import { unnumbered } from '../../test/kit/message.ts';
import type { Attempt, Outcome } from '../channels/message.ts';
import { backlogFull } from './feed-fold.ts';
import type { Expectation } from './expect/expectation.ts';
import { Watches } from './expect/watches.ts';
import { Recorder } from './recorder.ts';
import { SummaryFold } from './summary.ts';
import { completeExpectations, judge, type ExpectationResult } from './verdict.ts';

/** A run of such outcomes, held against what is expected of it. */
function judgeRun(
  expectations: readonly Expectation[],
  outcomes: readonly Pick<Outcome, 'outcome' | 'reason'>[],
  also: (recorder: Recorder) => void = () => undefined,
): ExpectationResult[] {
  const fold = new SummaryFold();
  const watches = new Watches(expectations);
  const recorder = new Recorder([fold.add, watches.add]);
  for (const outcome of outcomes) {
    const message = recorder.rendered(unnumbered());
    if (outcome.reason !== backlogFull) {
      const error = outcome.outcome === 'delivered' ? null : 'status 500';
      recorder.attempted(message, { ...attempt, messageSeq: message.seq, error });
    }
    recorder.ended(message, { messageSeq: message.seq, eventId: 'event-1', ...outcome });
  }
  also(recorder);
  return judge(watches.all, { summary: fold.read(), nowMs: 0 });
}

const attempt: Omit<Attempt, 'messageSeq'> = {
  eventId: 'event-1',
  try: 1,
  dueMs: 0,
  queuedMs: 0,
  startedMs: 0,
  finishedMs: 1,
  status: 200,
  error: null,
};
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
  { own: [], outcomes: [delivered, overloaded], allowDrops: true, passes: true },
  { own: [], outcomes: [overloaded], allowDrops: true, passes: false },
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
    const results = judgeRun(completeExpectations(own, { ...strict, allow_drops: allowDrops }), outcomes);
    expect(results.every(({ ok }) => ok)).toBe(passes);
  },
);

const strict = { allow_drops: false, allow_refused_commands: false };
const refusing = { type: 'command.refused', at: 0, command: 'agent.log-in', reason: 'She is.' } as const;
const failedOf = (
  own: readonly Expectation[],
  allowed = strict,
  also?: (recorder: Recorder) => void,
): string[] =>
  judgeRun(completeExpectations(own, allowed), [], also).flatMap(({ id, ok }) => (ok ? [] : [id]));

test('a run that had nothing to send fails, whatever else it expects', () => {
  expect(failedOf([])).toEqual(['something was sent']);
  expect(failedOf([{ id: 'all', metric: 'delivered_share', min: 1 }])).toEqual(['something was sent']);
});

test('a run of which all was filtered has sent nothing, and fails', () => {
  const filtered = (recorder: Recorder): void => void recorder.rendered(unnumbered({ filtered: true }));
  expect(failedOf([], strict, filtered)).toEqual(['something was sent']);
  expect(failedOf([{ id: 'sent', metric: 'sent', max: 0 }], strict, filtered)).toEqual([]);
});

test('a run that may be silent, by an expectation about rendered or by how it is played, need not send anything', () => {
  expect(failedOf([{ id: 'silent', metric: 'rendered', max: 0 }])).toEqual([]);
  expect(failedOf([{ id: 'feed', metric: 'rendered', feed: 'asapp.raw', max: 0 }])).toEqual([
    'something was sent',
  ]);
  const results = judgeRun(completeExpectations([], strict, { mayBeSilent: true }), []);
  expect(results.every(({ ok }) => ok)).toBe(true);
});

test('a command without effect fails a run, unless the scenario allows it', () => {
  const own: Expectation[] = [{ id: 'silent', metric: 'rendered', max: 0 }];
  const refuse = (recorder: Recorder): void => recorder.happened(refusing);
  expect(failedOf(own, strict, refuse)).toEqual(['no command refused']);
  expect(failedOf(own, { ...strict, allow_refused_commands: true }, refuse)).toEqual([]);
});

test('a result carries the bound as it was given, and the first records that are to blame', () => {
  expect(judgeRun([{ id: 'few', metric: 'delivered', max: 0 }], [delivered])).toEqual([
    {
      id: 'few',
      kind: 'count',
      ok: false,
      actual: 1,
      bound: { max: 0 },
      offences: [{ type: 'message', seq: 1, eventId: 'event-1', feed: 'asapp.queue', saw: 'delivered' }],
    },
  ]);
});
