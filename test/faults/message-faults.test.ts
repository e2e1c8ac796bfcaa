import { expect, test } from 'vitest';
import { play, said, touchedBy, type Played } from './play.ts';

const ids = ({ received }: Played): unknown[] => received.map((one) => said(one)['event_id']);
/** The same day without any fault. */
const plain = await play();

test('drop: the message never comes, and counts as withheld', async () => {
  const { received, result, records } = await play({ faults: [{ fault: 'drop', every: 10 }] });
  const { rendered, withheld, delivered } = result.summary;
  expect(received).toHaveLength(delivered);
  expect(withheld).toBe(Math.floor(rendered / 10));
  expect(touchedBy('drop', records)).toEqual(Array.from({ length: withheld }, (_, i) => (i + 1) * 10));
  expect(result.summary.faults).toEqual({ drop: { kind: 'drop', touched: withheld } });
});

test('duplicate: the same bytes come again once they were answered, next to each other where nothing overtakes', async () => {
  const { received, result } = await play({ faults: [{ fault: 'duplicate', copies: 2, first: 3 }] });
  const bodies = received.map(({ body }) => body.toString());
  for (const one of new Set(bodies.slice(0, 3))) {
    expect(bodies.filter((body) => body === one)).toHaveLength(3);
  }
  expect(result.summary).toMatchObject({ copied: 6, open: 0 });
  expect(result.summary.delivered).toBe(result.summary.rendered + 6);
});

test('duplicate at once: the copies follow at once', async () => {
  const played = await play({ faults: [{ fault: 'duplicate', when: 'at_once', copies: 2, times: 1 }] });
  const [first, second, third, fourth] = ids(played);
  expect([second, third]).toEqual([first, first]);
  expect(fourth).not.toBe(first);
});

test('reorder: later messages of the feed come first, and none is lost', async () => {
  const played = await play({ faults: [{ fault: 'reorder', within: 1, first: 1 }] });
  const [first, second, ...rest] = ids(plain);
  expect(ids(played)).toEqual([second, first, ...rest]);
});

test('reorder: what waits for messages that do not come leaves when it has waited long enough', async () => {
  const last = plain.received.length;
  const played = await play({ faults: [{ fault: 'reorder', within: 1, every: last, at_most: '90s' }] });
  expect(ids(played)).toEqual(ids(plain));
  expect(touchedBy('reorder', played.records)).toEqual([last]);
});

test('delay: it comes so much later in simulated time, behind those that were due meanwhile', async () => {
  const played = await play({ faults: [{ fault: 'delay', by: '30s', first: 1 }] });
  const [first, ...rest] = played.records.flatMap((one) => (one.type === 'message' ? [one.message] : []));
  const before = rest.filter(({ at }) => at < (first?.at ?? 0) + 30_000).length;
  expect(before).toBeGreaterThan(5);
  expect(ids(played).indexOf(first?.eventId)).toBe(before);
});

test('delay in order: nothing of its feed overtakes it', async () => {
  const played = await play({
    faults: [{ fault: 'delay', by: { median: '10s', p99: '60s' }, in_order: true, probability: 0.2 }],
  });
  expect(ids(played)).toEqual(ids(plain));
  expect(touchedBy('delay', played.records).length).toBeGreaterThan(5);
});

test('hold: nothing comes while it lasts, then everything in its order', async () => {
  const played = await play({ faults: [{ fault: 'hold', from: '+5m', until: '+10m' }] });
  expect(ids(played)).toEqual(ids(plain));
  const attempts = played.records.filter((record) => record.type === 'attempt' || record.type === 'fault');
  const kept = new Set(touchedBy('hold', played.records));
  const firstOut = attempts.findIndex(
    (record) => record.type === 'attempt' && kept.has(record.attempt.messageSeq),
  );
  const lastTouched = attempts.findLastIndex((record) => record.type === 'fault');
  expect(kept.size).toBeGreaterThan(10);
  expect(firstOut).toBeGreaterThan(lastTouched);
});

test('hold to the end of the day: what was kept leaves when the day is over', async () => {
  const played = await play({ faults: [{ fault: 'hold', from: '+5m', replay_rate: 2 }] });
  expect(ids(played)).toEqual(ids(plain));
  expect(played.result.summary).toMatchObject({ open: 0, cutOff: 0 });
});

test.each([
  ['cut_short', (body: Buffer) => expect(() => JSON.parse(body.toString()) as unknown).toThrow(/JSON/)],
  ['bom', (body: Buffer) => expect(body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))],
  ['oversized', (body: Buffer) => expect(body.length).toBeGreaterThan(1_048_576)],
  [
    'wrong_encoding',
    (body: Buffer) => expect(() => new TextDecoder('utf-8', { fatal: true }).decode(body)).toThrow(/encoded/),
  ],
  ['unknown_field', (body: Buffer) => expect(said({ body })).toHaveProperty('phoney_unknown_field')],
  ['unknown_event_type', (body: Buffer) => expect(said({ body })['event_type']).toBe('phoney_unknown')],
  [
    'unknown_feed',
    (body: Buffer) => expect(said({ body })['name']).toMatch(/^com\.[a-z.]+\.phoney_unknown$/),
  ],
] as const)('corrupt %s: the first message is spoiled, and the others are as ever', async (how, look) => {
  const { received, records } = await play({ faults: [{ fault: 'corrupt', how, first: 1 }] });
  const [first, ...rest] = received;
  look(first?.body ?? Buffer.of());
  expect(rest.map(({ body }) => body.toString())).toEqual(
    plain.received.slice(1).map(({ body }) => body.toString()),
  );
  expect(touchedBy('corrupt', records)).toEqual([1]);
});

test.each([
  ['missing', undefined],
  ['null', null],
  ['wrong_type', 12_345],
  ['unknown_value', 'PHONEY_UNKNOWN'],
] as const)('corrupt %s: one field that is named', async (how, value) => {
  const faults = [{ fault: 'corrupt', how, field: 'event_type', first: 1 }];
  const { received, records } = await play({ faults });
  expect(said(received[0] ?? { body: Buffer.of() })['event_type']).toBe(value);
  const [record] = records.filter((one) => one.type === 'fault');
  expect(record?.fault.what).toBe(`${how}: event_type`);
});

test('corrupt without a name takes a field of each message, and says in the record which', async () => {
  const { records } = await play({ faults: [{ fault: 'corrupt', how: 'missing', first: 20 }] });
  const fields = records.flatMap((one) => (one.type === 'fault' ? [one.fault.what] : []));
  expect(new Set(fields).size).toBeGreaterThan(5);
});

test('api_version: the next minor version has fields that nobody knows, the next major one has the facts elsewhere', async () => {
  const minor = await play({ faults: [{ fault: 'api_version', step: 'minor', first: 1 }] });
  const [message = {}] = minor.received.map(said);
  expect(message).toMatchObject({ api_version: 'v1.4.0', new_in_next_minor: {} });
  expect(message['data']).toHaveProperty('new_in_next_minor');
  const major = await play({ faults: [{ fault: 'api_version', step: 'major', first: 1 }] });
  expect(said(major.received[0] ?? { body: Buffer.of() })).toEqual({
    api_version: 'v2.0.0',
    payload: expect.objectContaining({ event_type: message['event_type'] }) as unknown,
  });
});

test('clock_skew: every time that the message says is moved, in its own form', async () => {
  const { received } = await play({ faults: [{ fault: 'clock_skew', by: '-5m', first: 1 }] });
  const [right = '', wrong = ''] = [plain.received, received].map((bodies) => {
    const [first = {}] = bodies.map(said);
    const { event_time: time } = first['meta_data'] as { readonly event_time: string };
    return time;
  });
  expect(Date.parse(right) - Date.parse(wrong)).toBe(300_000);
  expect(wrong).toHaveLength(right.length);
});

test('stale: what was told before is told again under a new id', async () => {
  const { received, result } = await play({ faults: [{ fault: 'stale', every: 10, times: 2 }] });
  const before = new Set(plain.received.map(({ body }) => body.toString()));
  const added = received.filter(({ body }) => !before.has(body.toString()));
  expect(added).toHaveLength(2);
  expect(result.summary).toMatchObject({ copied: 2, open: 0 });
  for (const one of added) {
    const { event_id: _id, ...facts } = said(one);
    const same = plain.received.map(said).some(({ event_id: _other, ...old }) => isSame(old, facts));
    expect(same).toBe(true);
  }
});

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

test('a fault that touches nothing is told, with a zero', async () => {
  const { result } = await play({ faults: [{ fault: 'drop', where: { event_type: 'no_such_type' } }] });
  expect(result.summary.faults).toEqual({ drop: { kind: 'drop', touched: 0 } });
});

test('what is sent in a query is spoiled there', async () => {
  const { received, result } = await play((url) => ({
    targets: { ringcentral: { wfm: { agent_event_url: url, send_body_as_json: false } } },
    faults: [{ fault: 'corrupt', how: 'unknown_value', field: 'event_type', first: 1 }],
  }));
  expect(new URL(received[0]?.url ?? '', 'http://localhost').searchParams.get('event_type')).toBe(
    'PHONEY_UNKNOWN',
  );
  expect(result.summary.faults).toMatchObject({ corrupt: { touched: 1 } });
});

test('corrupt unknown_event_type: other fields that have the same word keep it', async () => {
  const target = (url: string) => ({
    targets: { ringcentral: { wfm: { agent_event_url: url, send_body_as_json: false } } },
  });
  const previous = ({ records }: Played): (string | null)[] =>
    records.flatMap((one) =>
      one.type === 'message' && one.message.channel === 'http'
        ? [new URL(one.message.url).searchParams.get('prev_state')]
        : [],
    );
  const without = await play(target);
  const faults = [{ fault: 'corrupt', how: 'unknown_event_type' }];
  expect(previous(await play((url) => ({ ...target(url), faults })))).toEqual(previous(without));
});

test('hold and duplicate to the end of the day: what leaves last is followed by its copies all the same', async () => {
  const faults = [{ fault: 'hold' }, { fault: 'duplicate', copies: 2 }];
  const { received, result } = await play({ faults, pace: 'max' });
  const { rendered, copied, delivered, cutOff, open } = result.summary;
  expect(copied).toBe(2 * rendered);
  expect(delivered).toBe(3 * rendered);
  expect(received).toHaveLength(delivered);
  expect({ cutOff, open }).toEqual({ cutOff: 0, open: 0 });
});
