import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unnumbered } from '../../test/kit/message.ts';
import { eventsOf } from '../../test/kit/simulate.ts';
import type { CentreEvent } from '../centre/model/event.ts';
import type { HttpMessage, Unnumbered } from '../channels/message.ts';
import { isProblem, readRecord, readRunHeader, RecordReader } from './read-record.ts';
import { formatRecord, type RunRecord } from './record.ts';
import { Recorder } from './recorder.ts';
import { formatRunEnd, type RunEnd } from './run-end.ts';
import { formatRunHeader, type RunHeader } from './run-header.ts';
import { SummaryFold } from './summary.ts';

const word = fc.string({ minLength: 1, unit: 'grapheme' });
const ms = fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value + 0);
const epochMs = fc.integer({ min: 0, max: 4e12 });

/** Of the recorder's calls, each with all that it may be given. */
const step = fc.record({
  event: fc.record({ at: epochMs, everyMs: fc.nat() }),
  message: fc.record({
    at: epochMs,
    feed: word,
    eventId: word,
    eventType: word,
    contactId: fc.option(word),
    headers: fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,8}$/), word, { maxKeys: 3 }),
    body: fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    orderKey: word,
    filtered: fc.boolean(),
  }),
  secret: fc.boolean(),
  copies: fc.nat(1),
  attempt: fc.record(
    {
      try: fc.integer({ min: 1, max: 4 }),
      dueMs: ms,
      queuedMs: ms,
      startedMs: ms,
      finishedMs: ms,
      status: fc.option(fc.integer({ min: 200, max: 599 })),
      error: fc.option(word),
      answer: word,
      detail: word,
      connectMs: ms,
      handshakeMs: ms,
      resent: fc.constant(true as const),
      faults: fc.array(word),
    },
    { requiredKeys: ['try', 'dueMs', 'queuedMs', 'startedMs', 'finishedMs', 'status', 'error'] },
  ),
  outcome: fc.constantFrom('delivered' as const, 'dropped' as const, 'cut_off' as const),
  reason: fc.option(word),
  command: fc.record({
    id: word,
    at: epochMs,
    do: word,
    given: fc.dictionary(
      word.filter((key) => key !== '__proto__'),
      fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
    ),
    source: fc.constantFrom('scenario' as const, 'library' as const, 'api' as const),
    outcome: fc.constantFrom('done' as const, 'refused' as const),
    reason: fc.option(word),
  }),
  client: fc.record(
    {
      vendor: word,
      client: word,
      connection: word,
      what: fc.constantFrom('connected' as const, 'subscribed' as const, 'missed' as const, 'left' as const),
      atMs: ms,
      transport: word,
      protocol: word,
      eventType: word,
      entity: word,
      reason: word,
      pings: fc.nat(),
    },
    { requiredKeys: ['vendor', 'client', 'what', 'atMs'] },
  ),
  connection: fc.record(
    {
      vendor: word,
      feed: word,
      atMs: ms,
      connectMs: ms,
      handshakeMs: ms,
      resumed: fc.constant(true as const),
      error: word,
    },
    { requiredKeys: ['vendor', 'feed', 'atMs'] },
  ),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const header: RunHeader = {
  type: 'run',
  format: 1,
  phoney: '0.1.0',
  scenario: 'day.yaml',
  seed: 7,
  startedAtMs: Date.UTC(2026, 10, 25),
  startedMonotonicMs: 12.5,
  simulatedStartMs: Date.UTC(2026, 2, 2, 8),
};

function play(steps: readonly Step[]): RunRecord[] {
  const records: RunRecord[] = [];
  let nowMs = 0;
  const recorder = new Recorder([(record) => records.push(record)], () => (nowMs += 0.1));
  for (const { event, message: given, secret, copies, attempt, outcome, reason, ...step } of steps) {
    recorder.happened({ type: 'interval.elapsed', ...event });
    recorder.commanded(step.command);
    recorder.client(step.client);
    recorder.connected(step.connection);
    const secretHeaders = secret ? Object.keys(given.headers) : [];
    const http = { ...unnumbered(), ...given, secretHeaders };
    const first = recorder.rendered(secret ? http : pushed(http));
    if (first.filtered) continue;
    const copied = Array.from({ length: copies }, () => recorder.copied(first));
    for (const message of [first, ...copied]) {
      const of = { messageSeq: message.seq, eventId: message.eventId };
      recorder.attempted(message, { ...of, ...attempt });
      recorder.ended(message, { ...of, outcome, reason });
    }
  }
  return records;
}

/** The same from a hub: it has a method and a path, and no headers. */
function pushed({
  method,
  url,
  headers: _headers,
  secretHeaders: _secret,
  ...head
}: Omit<HttpMessage, 'seq'>): Unnumbered {
  return { ...head, channel: 'signalr', target: method, hubPath: url };
}

function readAll(lines: readonly string[]): RunRecord[] {
  const reader = new RecordReader();
  return lines.flatMap((line) => {
    const read = reader.read(line);
    if (isProblem(read)) throw new Error(`line ${read.line}: ${read.message}`);
    return read.type === 'run' || read.type === 'end' ? [] : [read];
  });
}

/** What is left of a record in a file: no order key, no value of a secret header, no word of the filter. */
function asInFile(record: RunRecord): RunRecord {
  if (!('message' in record)) return record;
  if (record.message.channel !== 'http') {
    return { ...record, message: { ...record.message, orderKey: '', filtered: false } };
  }
  const { secretHeaders = [], ...message } = record.message;
  const isSecret = (name: string): boolean =>
    secretHeaders.includes(name) || message.headers[name] === '(hidden)';
  const names = Object.keys(message.headers).filter(isSecret);
  return {
    ...record,
    message: {
      ...message,
      headers: { ...message.headers, ...Object.fromEntries(names.map((name) => [name, '(hidden)'])) },
      orderKey: '',
      filtered: false,
      ...(names.length > 0 && { secretHeaders: names }),
    },
  };
}

test('what is written is read back, but for what a file does not hold, and written again the same', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      const records = play(steps);
      const lines = records.map(formatRecord);
      const read = readAll([formatRunHeader(header), ...lines]);
      expect(read).toEqual(records.map(asInFile));
      expect(read.map(formatRecord)).toEqual(lines);
    }),
  );
});

test('a summary of what was read is the summary of the run', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      const records = play(steps);
      const [whole, again] = [new SummaryFold(), new SummaryFold()];
      for (const record of records) whole.add(record);
      for (const record of readAll([formatRunHeader(header), ...records.map(formatRecord)]))
        again.add(record);
      expect(again.read()).toEqual(whole.read());
    }),
  );
});

test('every event of a centre is read back as it was', () => {
  const events = eventsOf({
    centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'ann', count: 3 }] },
    traffic: [{ profile: 'voice', queue: 'Sales', per_hour: 60 }],
  });
  const records = events.map((event: CentreEvent, index): RunRecord => ({
    type: 'event',
    seq: index + 1,
    event,
  }));
  expect(records.length).toBeGreaterThan(500);
  for (const record of records) expect(readRecord(formatRecord(record))).toEqual(record);
});

test('a header is read back, and one of another format is a problem', () => {
  const line = formatRunHeader(header);
  expect(readRunHeader(line)).toEqual(header);
  const full: RunHeader = {
    ...header,
    timeZone: 'Europe/Helsinki',
    command: 'replay',
    commands: [{ atMs: Date.UTC(2026, 2, 2, 9), do: 'agent.log-out' }],
    faults: [
      { name: 'a', kind: 'drop', fromMs: header.simulatedStartMs, untilMs: Infinity },
      { name: 'b', kind: 'delay', fromMs: Date.UTC(2026, 2, 2, 9), untilMs: Date.UTC(2026, 2, 2, 10) },
    ],
  };
  expect(readRunHeader(formatRunHeader(full))).toEqual(full);
  expect(readRunHeader(line.replace('"format":1', '"format":2'))).toMatchObject({ path: 'format' });
  const martian = formatRunHeader(full).replace('Europe/Helsinki', 'Mars/Base');
  expect(readRunHeader(martian)).toMatchObject({ path: 'timeZone' });
});

test('the end is read back, with whatever an expectation says of itself; a line that is half an end is a problem', () => {
  const more = { offending: [{ seq: 1 }] };
  const expectation = { id: 'a', kind: 'count', ok: false, actual: 1, bound: { max: 0 }, ...more } as const;
  const end: RunEnd = {
    type: 'end',
    atMs: Date.UTC(2026, 2, 2, 16),
    elapsedMs: 12.5,
    verdict: 'failed',
    interrupted: false,
    expectations: [expectation],
    agents: { 'agent-1': 'ann' },
    queues: {},
  };
  const reader = new RecordReader();
  reader.read(formatRunHeader(header));
  expect(reader.read(formatRunEnd(end))).toEqual(end);
  expect(reader.read(formatRunEnd(end).slice(0, 40))).toMatchObject({ line: 3 });
});

test('a second header in a file begins another run, whose numbers begin anew', () => {
  const reader = new RecordReader();
  for (const line of [formatRunHeader(header), ...play([]).map(formatRecord)]) reader.read(line);
  expect(reader.read(formatRunHeader({ ...header, seed: 8 }))).toMatchObject({ type: 'run', seed: 8 });
});

const attempt =
  '{"type":"attempt","seq":1,"messageSeq":7,"eventId":"e","try":1,"dueMs":1,"startedMs":2,"finishedMs":3,"status":200,"error":null}';

test('an attempt of a file from before its queue was told waited for nothing', () => {
  const message = new Recorder([]).rendered(unnumbered());
  expect(readRecord(attempt, () => message)).toMatchObject({
    attempt: { dueMs: 1, queuedMs: 2, startedMs: 2 },
  });
});

test.each([
  ['what is no JSON', 'half a li', 'is not JSON'],
  ['what is something else', '[1,2]', 'not a line of a record'],
  ['a type that is not known here', '{"type":"weather","seq":1}', 'not a line of a record'],
  [
    'a field of the wrong kind',
    '{"type":"event","seq":"1","at":"2026-03-02T08:00:00.000Z","event":"x"}',
    'number',
  ],
  [
    'an event without what is read of it',
    '{"type":"event","seq":1,"at":"2026-03-02T08:00:00.000Z","event":"queue.size-changed","queueId":"q"}',
    'number',
  ],
  ['an attempt of a message that no line before it has', attempt, 'message 7'],
])('%s is a problem that says so', (_, line, what) => {
  const read = readRecord(line);
  expect(isProblem(read)).toBe(true);
  expect(read).toMatchObject({ message: expect.stringContaining(what) as string });
});

test.each([
  [
    '{"type":"run","format":2,"phoney":"9.1.0"}',
    /in format 2, and this phoney reads format 1\. Use .*\(9\.1\.0\)/,
  ],
  ['{"type":"capture","format":1}', /It is a capture, not a record of a run\. phoney replay sends it/],
  [
    '{"type":"report","version":1}',
    /It is a report in JSON, not a record of a run\. Give a file that --record/,
  ],
  ['{"type":"attempt","seq":1}', /It is a record without its beginning, not/],
  ['{"type":"constructor"}', /^(?!It is function)/],
])('a first line that is of something else says of what: %s', (line, why) => {
  expect(readRunHeader(line)).toMatchObject({ message: expect.stringMatching(why) as string });
});

test('a problem in a file carries its line', () => {
  const reader = new RecordReader();
  expect(reader.read('{}')).toMatchObject({ line: 1 });
  expect(reader.read(attempt)).toMatchObject({ line: 2 });
});
