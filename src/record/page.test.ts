import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { unnumbered } from '../../test/kit/message.ts';
import { formatRecord, type RunRecord } from './record.ts';
import { Recorder } from './recorder.ts';
import { formatRunEnd } from './run-end.ts';
import { formatRunHeader } from './run-header.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/record.md'), 'utf8');

/** The fields in the table of each type, in order. */
const told = Object.fromEntries(
  page
    .split(/^## /m)
    .map((section) => [
      /^`(\w+)`:/.exec(section)?.[1],
      [...section.matchAll(/^\| `(\w+)`/gm)].map(([, field]) => field),
    ])
    .filter(([type]) => type !== undefined),
) as Record<string, string[]>;

/** A line of each type with every field that it can have. */
function everyLine(): Record<string, object> {
  const records: RunRecord[] = [];
  const recorder = new Recorder([(record) => records.push(record)], () => 1);
  recorder.happened({ type: 'interval.elapsed', at: 0, everyMs: 1000 });
  const copy = recorder.copied(recorder.rendered(unnumbered()));
  const of = { messageSeq: copy.seq, eventId: copy.eventId };
  const times = { dueMs: 1, queuedMs: 2, firstQueuedMs: 1, startedMs: 2, finishedMs: 3 };
  const more = {
    answer: 'no',
    detail: 'It is no.',
    connectMs: 1,
    handshakeMs: 2,
    resent: true,
    faults: [],
  } as const;
  recorder.attempted(copy, { ...of, try: 2, ...times, status: 400, error: 'status 400', ...more });
  recorder.ended(copy, { ...of, outcome: 'dropped', reason: 'status 400' });
  // No line has all of these: a message's has the first three, a hub's the others.
  const atHub = { vendor: 'enreach', client: 'ann', connection: 'c', path: '/a' };
  const fault = { name: 'storm', kind: 'duplicate', what: null, try: 1, ...atHub };
  records.push({ type: 'fault', seq: 1, message: copy, fault });
  const asked = { id: 'c1', at: 0, do: 'agent.log-in', given: { agent: 'ann' }, source: 'api' } as const;
  const trigger = { command: 'commands[0]', event: 'contact.ended', at: '2026-03-02T08:00:00.000Z' };
  recorder.commanded({ ...asked, outcome: 'refused', reason: 'She is.', trigger });
  // Nor has one all of these: each belongs to what the client did.
  const did = { transport: 'WebSockets', protocol: 'json', eventType: 'A', entity: 'ann', reason: 'aborted' };
  recorder.client({
    vendor: 'enreach',
    client: 'ann',
    connection: 'c',
    what: 'left',
    atMs: 1,
    ...did,
    pings: 2,
  });
  recorder.loaded({
    ...{ atMs: 1000, forMs: 1000, requested: 10, offered: 9 },
    loopDelayMs: { mean: 1, p99: 2, max: 3 },
    cpuMs: { user: 1, system: 1 },
    gc: { count: 1, pauseMs: 1, longestMs: 1 },
    recordingMs: 1,
    overMs: 1,
    ranDry: true,
  });
  // Nor is one open and resumed that could not be opened.
  const opened = { atMs: 1, connectMs: 1, handshakeMs: 1, resumed: true, error: 'ECONNRESET' } as const;
  recorder.connected({ vendor: 'asapp', feed: 'raw', ...opened });
  const header = formatRunHeader({
    type: 'run',
    format: 1,
    phoney: '0.1.0',
    scenario: 'day.yaml',
    seed: 1,
    startedAtMs: 0,
    startedMonotonicMs: 0,
    simulatedStartMs: 0,
    command: 'replay',
    timeZone: 'UTC',
    lateAfterMs: 10,
    commands: [{ atMs: 0, do: 'agent.log-in' }],
    faults: [{ name: 'storm', kind: 'duplicate', fromMs: 0, untilMs: Infinity }],
  });
  const end = formatRunEnd({
    type: 'end',
    atMs: 0,
    elapsedMs: 1,
    verdict: 'passed',
    interrupted: false,
    expectations: [],
    agents: {},
    queues: {},
  });
  const lines = [header, ...records.map(formatRecord), end].map(
    (line) => JSON.parse(line) as { type: string },
  );
  return Object.fromEntries(lines.map((line) => [line.type, line]));
}

test('docs/record.md tells of every type of record', () => {
  expect(Object.keys(told).sort()).toEqual(Object.keys(everyLine()).sort());
});

test.each(Object.entries(everyLine()))(
  'docs/record.md tells of every field of %s, in order',
  (type, line) => {
    // An event has the facts of its type behind these.
    const fields = Object.keys(line).filter((field) => field !== 'everyMs');
    expect(told[type]).toEqual(fields);
  },
);
