import { expect, test } from 'vitest';
import type { Attempt, Message, OutcomeKind } from '../channels/message.ts';
import { unnumbered } from '../../test/kit/message.ts';
import { DeliveryLog } from './deliveries.ts';
import { Recorder } from './recorder.ts';

const attemptOf = ({ seq: messageSeq, eventId }: Message, nth: number): Attempt => {
  const times = { dueMs: 1, queuedMs: 1, startedMs: 2, finishedMs: 3 };
  return { messageSeq, eventId, try: nth, ...times, status: 500, error: 'status 500', answer: 'no' };
};

function openLog(keep: number) {
  const log = new DeliveryLog(keep);
  const recorder = new Recorder([log.add]);
  const end = (message: Message, outcome: OutcomeKind): void =>
    recorder.ended(message, { messageSeq: message.seq, eventId: message.eventId, outcome, reason: null });
  const seqsOf = (filter: Parameters<DeliveryLog['find']>[0]): number[] =>
    log.find(filter).map(({ message }) => message.seq);
  return { log, recorder, end, seqsOf };
}

test('a message is found with all its attempts and what became of it', () => {
  const { log, recorder, end } = openLog(10);
  const message = recorder.rendered(unnumbered());
  recorder.attempted(message, attemptOf(message, 1));
  const before = log.get(1);
  recorder.attempted(message, attemptOf(message, 2));
  end(message, 'dropped');
  expect(before).toEqual({ message, attempts: [attemptOf(message, 1)], outcome: null });
  expect(log.get(1)?.attempts).toEqual([attemptOf(message, 1), attemptOf(message, 2)]);
  expect(log.get(1)?.outcome).toMatchObject({ outcome: 'dropped' });
  expect(log.get(2)).toBeUndefined();
});

test('deliveries are found by vendor, feed, type, contact, outcome, number, and so many at most', () => {
  const { recorder, end, seqsOf } = openLog(10);
  recorder.rendered(unnumbered());
  end(recorder.rendered(unnumbered({ vendor: 'ringcentral', feed: 'agent-events' })), 'delivered');
  recorder.rendered(unnumbered({ eventType: 'NOTE', contactId: 'contact-1' }));
  recorder.rendered(unnumbered({ filtered: true }));
  expect(seqsOf({})).toEqual([1, 2, 3, 4]);
  expect(seqsOf({ vendor: 'ringcentral' })).toEqual([2]);
  expect(seqsOf({ feed: 'queue' })).toEqual([1, 3, 4]);
  expect(seqsOf({ eventType: 'NOTE' })).toEqual([3]);
  expect(seqsOf({ contactId: 'contact-1' })).toEqual([3]);
  expect(seqsOf({ outcome: 'delivered' })).toEqual([2]);
  expect(seqsOf({ outcome: 'filtered' })).toEqual([4]);
  expect(seqsOf({ outcome: 'open', vendor: 'asapp' })).toEqual([1, 3]);
  expect(seqsOf({ since: 2 })).toEqual([3, 4]);
  expect(seqsOf({ since: 1, limit: 2 })).toEqual([2, 3]);
});

test('no more than the last messages are held, and the others counted; what becomes of those is not kept either', () => {
  const { log, recorder, end, seqsOf } = openLog(3);
  const first = recorder.rendered(unnumbered());
  for (let i = 0; i < 4; i++) recorder.rendered(unnumbered());
  recorder.attempted(first, attemptOf(first, 1));
  end(first, 'delivered');
  expect(seqsOf({})).toEqual([3, 4, 5]);
  expect(seqsOf({ outcome: 'open' })).toEqual([3, 4, 5]);
  expect([log.missing, log.get(1), log.get(3)?.attempts]).toEqual([2, undefined, []]);
});

test('the newest that are meant come first, and no more than some are looked through for them', () => {
  const { log, recorder, end } = openLog(5);
  for (let i = 0; i < 7; i++) end(recorder.rendered(unnumbered()), i === 3 ? 'dropped' : 'delivered');
  const newest = (...given: Parameters<DeliveryLog['newest']>) => {
    const { found, searched } = log.newest(...given);
    return { found: found.map(({ message }) => message.seq), searched };
  };
  expect(newest({ limit: 2 }, 100)).toEqual({ found: [7, 6], searched: 2 });
  expect(newest({}, 100)).toEqual({ found: [7, 6, 5, 4, 3], searched: 5 });
  expect(newest({ outcome: 'dropped' }, 100)).toEqual({ found: [4], searched: 5 });
  expect(newest({ outcome: 'dropped' }, 3)).toEqual({ found: [], searched: 3 });
  expect(newest({ since: 6 }, 100)).toEqual({ found: [7], searched: 1 });
});
