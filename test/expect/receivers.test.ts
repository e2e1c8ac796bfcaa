import { expect, test } from 'vitest';
import { judgeAt, type Answer } from './receiver.ts';

const good: Answer = () => ({ status: 200 });
/** Answers each message 500 twice, then 200. */
const thirdTime: Answer = (nth) => ({ status: nth < 3 ? 500 : 200 });
const retrying = { retries: 3, retry_pause: { first: '40ms', max: '400ms' } };

test('a receiver that answers 500 twice and then 200: statuses, tries and pauses are as they were', async () => {
  const { of, result } = await judgeAt(
    thirdTime,
    [
      { id: 'answers', status: { 200: { min: 30 }, '5xx': { max: 0 } } },
      { id: 'share', vendor: 'asapp', status: { 200: { min: '33 %', max: '34 %' }, none: { max: '0 %' } } },
      { id: 'three', retries: { tries: { min: 3, max: 3 } } },
      { id: 'two', retries: { tries: { max: 2 } } },
      { id: 'pauses', retries: { pause: { min: '10ms', max: '10s' } } },
      { id: 'long pauses', retries: { pause: { min: '5s' } } },
      { id: 'delivered', metric: 'delivered_share', min: '100 %' },
    ],
    { traffic: [{ profile: 'voice', queue: 'Sales', per_hour: 6 }], limits: { connections_per_feed: 20 } },
    retrying,
  );
  const { delivered } = result.summary;
  expect(of('answers: 200')).toMatchObject({ ok: true, actual: delivered });
  expect(of('answers: 5xx')).toMatchObject({ ok: false, actual: 2 * delivered });
  expect(of('answers: 5xx').offences?.[0]).toMatchObject({ seq: 1, saw: 'try 1: status 500' });
  expect(of('share: 200')).toMatchObject({ ok: true, kind: 'share' });
  expect(of('share: 200').actual).toBeCloseTo(1 / 3, 9);
  expect(of('share: none')).toMatchObject({ ok: true, actual: 0 });
  expect(of('three')).toMatchObject({ ok: true, actual: 3 });
  expect(of('two')).toMatchObject({ ok: false, actual: 3 });
  expect(of('two').offences).toHaveLength(5);
  expect(of('pauses')).toMatchObject({ ok: true, kind: 'time' });
  expect(of('pauses').actual).toBeGreaterThan(15);
  expect(of('long pauses')).toMatchObject({ ok: false });
  expect(of('long pauses').offences?.[0]?.saw).toMatch(/^[\d.]+ ms before try [23]$/);
  expect(of('delivered')).toMatchObject({ ok: true });
});

test('a slow receiver: the receiver’s time and the whole are long, and it is not laid at lateness', async () => {
  const { of } = await judgeAt(
    () => ({ status: 200, afterMs: 60 }),
    [
      { id: 'response', percentile: 99.9, of: 'response', max: '20ms' },
      { id: 'receiver', percentile: 50, of: 'receiver', min: '59ms', max: '1s' },
      { id: 'quick receiver', percentile: 90, of: 'receiver', max: '30ms' },
      { id: 'lateness', percentile: 99.99, of: 'lateness', max: '1m' },
    ],
    { limits: { connections_per_feed: 50 } },
  );
  expect(of('response')).toMatchObject({ ok: false, kind: 'time' });
  expect(of('receiver').ok).toBe(true);
  expect(of('quick receiver').ok).toBe(false);
  expect(of('quick receiver').offences?.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  expect(of('lateness').ok).toBe(true);
});

test('metrics by vendor, feed, event type and fault, singly and together, are those of the messages meant', async () => {
  const type = 'agent_activity_status_updated';
  const { of, records } = await judgeAt(
    good,
    [
      { id: 'type', metric: 'delivered', event_type: type, min: 1 },
      { id: 'both', metric: 'delivered', event_type: [type, 'queue_size_updated'], vendor: 'asapp', min: 1 },
      { id: 'touched', metric: 'withheld', fault: 'gap', max: 0 },
      { id: 'untouched', metric: 'delivered', fault: 'gap', max: 0 },
      { id: 'type and fault', metric: 'withheld', event_type: type, fault: 'gap', feed: 'raw', min: 1 },
      { id: 'copies', metric: 'copied', fault: 'storm', min: 6, max: 6 },
      { id: 'storm', metric: 'delivered', fault: 'storm', min: 9, max: 9 },
      { id: 'neither', metric: 'copied', fault: 'gap', max: 0 },
    ],
    {
      // The copies follow answers, which have to come before the day is over.
      pace: { rate: 300, held: '0 %' },
      faults: [
        { fault: 'drop', name: 'gap', every: 10 },
        { fault: 'duplicate', name: 'storm', first: 3, copies: 2 },
      ],
    },
  );
  const outcomes = records.flatMap((record) => (record.type === 'outcome' ? [record] : []));
  const count = (outcome: string, ...types: string[]): number =>
    outcomes.filter((one) => one.outcome.outcome === outcome && types.includes(one.message.eventType)).length;
  const withheld = outcomes.filter((one) => one.outcome.outcome === 'withheld');
  expect(of('type').actual).toBe(count('delivered', type));
  expect(of('both').actual).toBe(count('delivered', type, 'queue_size_updated'));
  expect(of('touched')).toMatchObject({ ok: false, actual: withheld.length });
  expect(of('touched').offences?.[0]).toMatchObject({
    seq: withheld[0]?.message.seq,
    saw: 'withheld: fault gap',
  });
  expect(of('untouched')).toMatchObject({ ok: true, actual: 0 });
  expect(of('type and fault')).toMatchObject({ ok: true, actual: count('withheld', type) });
  for (const id of ['copies', 'storm', 'neither']) expect(of(id), id).toMatchObject({ ok: true });
});

test('order: messages of one entity that left or were answered behind a later one are counted, and named', async () => {
  const order = [
    { id: 'order', order: { sent: { max: 0 }, answered: { max: 0 } } },
    { id: 'of agents', order: { sent: { max: 0 } }, event_type: 'agent_activity_status_updated' },
  ];
  const inOrder = await judgeAt(good, order);
  expect(inOrder.of('order: sent')).toMatchObject({ ok: true, actual: 0 });
  expect(inOrder.of('order: answered')).toMatchObject({ ok: true, actual: 0 });
  const faults = [{ fault: 'reorder', within: 3, every: 5 }];
  const mixed = await judgeAt(good, order, { faults });
  for (const id of ['order: sent', 'order: answered']) {
    const { ok, actual, offences } = mixed.of(id);
    expect(ok).toBe(false);
    expect(actual).toBeGreaterThan(5);
    expect(offences?.[0]?.saw).toMatch(
      /^message \d+ of the same entity (left|was answered) before message \d+$/,
    );
  }
});

test('order: a message that is tried again is answered behind a later one, although it left in its order', async () => {
  const flaky: Answer = (nth) => ({ status: nth === 1 ? 500 : 200 });
  const { of } = await judgeAt(
    flaky,
    [{ order: { sent: { max: 0 } } }, { order: { answered: { max: 0 } } }],
    {},
    { retries: 3, retry_pause: { first: '10ms', max: '100ms' } },
  );
  expect(of('out of order as sent').ok).toBe(true);
  expect(of('out of order as answered').ok).toBe(false);
});

test('rate: what was to leave is held against what left in time', async () => {
  const at = { pace: { rate: 200, held: '0 %' }, duration: '20m', limits: { connections_per_feed: 64 } };
  const rate = { offered: { min: 190, max: 210 }, sent: { min: 100 }, held: { min: '10 %' } };
  const held = await judgeAt(good, [{ id: 'rate', rate }], at);
  expect(held.of('rate: offered')).toMatchObject({ ok: true, kind: 'rate' });
  expect(held.of('rate: held')).toMatchObject({ ok: true, kind: 'share' });
  const slow = await judgeAt(() => ({ status: 200, afterMs: 30 }), [{ id: 'rate', rate }], {
    ...at,
    limits: { connections_per_feed: 1, backlog_per_feed: 50, allow_drops: true },
  });
  expect(slow.of('rate: held').ok).toBe(false);
  expect(slow.of('rate: sent').ok).toBe(false);
  expect(slow.of('rate: held').offences?.[0]?.saw).toMatch(/ ms late$/);
});
