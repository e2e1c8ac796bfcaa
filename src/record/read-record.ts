import { z } from 'zod';
import type { CentreEvent } from '../centre/model/event.ts';
import { channelNames, type Attempt, type Message } from '../channels/message.ts';
import type { Problem } from '../lib/errors.ts';
import type { RunRecord } from './record.ts';
import { explainFirstLine } from '../lib/first-line.ts';
import { readJson, readLine, type LineWording } from '../lib/read-json.ts';
import { readRunEnd, type RunEnd } from './run-end.ts';
import { playCommands, recordFormat, type RunHeader } from './run-header.ts';
import { hidden } from '../lib/address/secret-query.ts';
import { isTimeZone } from '../lib/time-zone.ts';

const seq = z.int().min(1);
const instant = z.iso.datetime().transform((text) => Date.parse(text));

const header = z.object({
  type: z.literal('run'),
  format: z.literal(recordFormat),
  phoney: z.string(),
  scenario: z.string(),
  command: z.enum(playCommands).optional(),
  seed: z.int(),
  startedAt: instant,
  startedMonotonicMs: z.number(),
  simulatedStart: instant,
  timeZone: z.string().refine(isTimeZone, 'This machine knows no such time zone').optional(),
  lateAfterMs: z.number().optional(),
  commands: z.array(z.object({ at: instant, do: z.string() })).optional(),
  faults: z
    .array(z.object({ name: z.string(), kind: z.string(), from: instant, until: instant.nullable() }))
    .optional(),
});

/** What is read of events; every other is taken as it is. */
const factsOf = new Map<string, z.ZodType>([
  ['agent.state-changed', z.looseObject({ agentId: z.string(), from: z.string(), to: z.string() })],
  ['queue.size-changed', z.looseObject({ queueId: z.string(), size: z.int().min(0) })],
  ['command.refused', z.looseObject({ command: z.string(), reason: z.string() })],
]);

const lines = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('event'), seq, at: instant, event: z.string() }),
  z.object({
    type: z.literal('message'),
    seq,
    at: instant,
    vendor: z.string(),
    feed: z.string(),
    channel: z.enum(channelNames),
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    contactId: z.string().nullable(),
    copyOf: seq.optional(),
  }),
  z.object({
    type: z.literal('attempt'),
    seq,
    messageSeq: seq,
    eventId: z.string(),
    try: z.int().min(1),
    dueMs: z.number(),
    queuedMs: z.number().optional(),
    firstQueuedMs: z.number().optional(),
    startedMs: z.number(),
    finishedMs: z.number(),
    status: z.int().nullable(),
    error: z.string().nullable(),
    answer: z.string().optional(),
    detail: z.string().optional(),
    connectMs: z.number().optional(),
    handshakeMs: z.number().optional(),
    resent: z.literal(true).optional(),
    faults: z.array(z.string()).optional(),
  }),
  z.object({
    type: z.literal('outcome'),
    seq,
    messageSeq: seq,
    eventId: z.string(),
    outcome: z.enum(['delivered', 'dropped', 'filtered', 'withheld', 'cut_off']),
    reason: z.string().nullable(),
    ms: z.number().optional(),
  }),
  z.object({
    type: z.literal('fault'),
    seq,
    messageSeq: seq.optional(),
    eventId: z.string().optional(),
    fault: z.string(),
    kind: z.string(),
    what: z.string().nullable(),
    try: z.int().min(1).optional(),
    vendor: z.string().optional(),
    client: z.string().optional(),
    connection: z.string().optional(),
    path: z.string().optional(),
  }),
  z.object({
    type: z.literal('command'),
    seq,
    id: z.string(),
    at: instant,
    do: z.string(),
    given: z.record(z.string(), z.unknown()),
    source: z.enum(['scenario', 'library', 'api']),
    outcome: z.enum(['done', 'refused']),
    reason: z.string().nullable(),
    trigger: z
      .object({
        command: z.string(),
        event: z.string(),
        at: z.string(),
        agent: z.string().optional(),
        queue: z.string().optional(),
        contact: z.string().optional(),
        callback: z.string().optional(),
      })
      .optional(),
  }),
  z.object({
    type: z.literal('client'),
    seq,
    vendor: z.string(),
    client: z.string(),
    connection: z.string().optional(),
    what: z.enum(['connected', 'subscribed', 'unsubscribed', 'missed', 'left']),
    atMs: z.number(),
    transport: z.string().optional(),
    protocol: z.string().optional(),
    eventType: z.string().optional(),
    entity: z.string().optional(),
    reason: z.string().optional(),
    pings: z.int().optional(),
  }),
  z.object({
    type: z.literal('load'),
    seq,
    atMs: z.number(),
    forMs: z.number(),
    requested: z.int(),
    offered: z.int(),
    loopDelayMs: z.object({ mean: z.number(), p99: z.number(), max: z.number() }),
    cpuMs: z.object({ user: z.number(), system: z.number() }),
    gc: z.object({ count: z.int(), pauseMs: z.number(), longestMs: z.number() }),
    recordingMs: z.number().optional(),
    overMs: z.number().optional(),
    ranDry: z.literal(true).optional(),
  }),
  z.object({
    type: z.literal('connection'),
    seq,
    vendor: z.string(),
    feed: z.string(),
    atMs: z.number(),
    connectMs: z.number().optional(),
    handshakeMs: z.number().optional(),
    resumed: z.literal(true).optional(),
    error: z.string().optional(),
  }),
]);
type Line = z.output<typeof lines>;

/** Whether what was read is something else than a line of a record. */
export function isProblem(read: RunHeader | RunRecord | RunEnd | Problem): read is Problem {
  return !('type' in read);
}

/** Reads the first line of a record file, the inverse of `formatRunHeader`. A format that is not known here is a problem. */
export function readRunHeader(line: string): RunHeader | Problem {
  const json = readJson(line);
  const other = explainFirstLine(json, { type: 'run', format: recordFormat, wayOut });
  if (other !== undefined) return other;
  const read = readLine(json, line, header, wording);
  if ('problem' in read) return read.problem;
  const {
    startedAt: startedAtMs,
    simulatedStart: simulatedStartMs,
    timeZone,
    lateAfterMs,
    commands,
    faults,
    ...rest
  } = read.value;
  return {
    ...rest,
    startedAtMs,
    simulatedStartMs,
    ...(timeZone !== undefined && { timeZone }),
    ...(lateAfterMs !== undefined && { lateAfterMs }),
    ...(commands !== undefined && {
      commands: commands.map(({ at, do: what }) => ({ atMs: at, do: what })),
    }),
    ...(faults !== undefined && {
      faults: faults.map(({ name, kind, from, until }) => ({
        name,
        kind,
        fromMs: from,
        untilMs: until ?? Infinity,
      })),
    }),
  };
}

/**
 * Reads one of the lines that follow, the inverse of `formatRecord` but for what a file does not hold: the values of secret
 * headers, order keys, the parts of a hub's call, and whether a message was filtered, which its outcome says. The message of
 * an attempt or an outcome, which has its number only, is looked up in `messageOf`.
 */
export function readRecord(
  line: string,
  messageOf: (seq: number) => Message | undefined = () => undefined,
): RunRecord | Problem {
  const json = readJson(line);
  const read = readLine(json, line, lines, wording);
  if ('problem' in read) return read.problem;
  const { value } = read;
  switch (value.type) {
    case 'event': {
      const known = factsOf.get(value.event);
      const told = known && readLine(json, line, known, wording);
      if (told !== undefined && 'problem' in told) return told.problem;
      const { event, seq: number, at, ...facts } = value;
      return { type: 'event', seq: number, event: { ...facts, type: event, at } as unknown as CentreEvent };
    }
    case 'message':
      return { type: 'message', seq: value.seq, message: readMessage(value) };
    case 'command': {
      const { type, seq: number, ...command } = value;
      return { type, seq: number, command };
    }
    case 'client': {
      const { type, seq: number, ...client } = value;
      return { type, seq: number, client };
    }
    case 'load': {
      const { type, seq: number, ...load } = value;
      return { type, seq: number, load };
    }
    case 'connection': {
      const { type, seq: number, ...connection } = value;
      return { type, seq: number, connection };
    }
    case 'fault': {
      const { type, seq: number, messageSeq, eventId: _eventId, fault: name, ...rest } = value;
      const fault = { name, ...rest };
      if (messageSeq === undefined) return { type, seq: number, fault };
      const message = messageOf(messageSeq);
      return message === undefined
        ? unknownMessage({ type, messageSeq })
        : { type, seq: number, message, fault };
    }
    case 'attempt':
    case 'outcome': {
      const message = messageOf(value.messageSeq);
      return message === undefined ? unknownMessage(value) : readFate(value, message);
    }
  }
}

/** Reads a record file line by line. Holds the messages that have not ended, and nothing else. */
export class RecordReader {
  readonly #open = new Map<number, Message>();
  #line = 0;

  /** The next line of the file; a problem carries its number. A header further down begins another run. */
  read(line: string): RunHeader | RunRecord | RunEnd | Problem {
    this.#line++;
    const read = this.#readLine(line);
    if (isProblem(read)) return { ...read, line: this.#line };
    if (read.type === 'run') this.#open.clear();
    if (read.type === 'message') this.#open.set(read.seq, read.message);
    if (read.type === 'outcome') this.#open.delete(read.message.seq);
    return read;
  }

  #readLine(line: string): RunHeader | RunRecord | RunEnd | Problem {
    if (this.#line === 1 || line.startsWith('{"type":"run",')) return readRunHeader(line);
    if (line.startsWith('{"type":"end",')) return readRunEnd(line) ?? readRecord(line);
    return readRecord(line, (messageSeq) => this.#open.get(messageSeq));
  }
}

function readMessage(line: Extract<Line, { type: 'message' }>): Message {
  const { type: _type, channel, method, url, headers, copyOf, ...rest } = line;
  const head = { ...rest, orderKey: '', filtered: false, ...(copyOf !== undefined && { copyOf }) };
  if (channel === 'signalr') return { ...head, channel, target: method, hubPath: url };
  if (channel === 'websocket') return { ...head, channel, topic: method, path: url };
  const secretHeaders = Object.keys(headers).filter((name) => headers[name] === hidden);
  return { ...head, channel, method, url, headers, ...(secretHeaders.length > 0 && { secretHeaders }) };
}

function readFate(line: Extract<Line, { type: 'attempt' | 'outcome' }>, message: Message): RunRecord {
  if (line.type === 'outcome') {
    const { type, seq: number, ms, ...outcome } = line;
    return { type, seq: number, ...(ms !== undefined && { ms }), message, outcome };
  }
  const {
    type,
    seq: number,
    firstQueuedMs,
    answer,
    detail,
    connectMs,
    handshakeMs,
    resent,
    faults,
    ...rest
  } = line;
  const whole: Attempt = {
    ...rest,
    // Files of before it was told have none.
    queuedMs: rest.queuedMs ?? rest.startedMs,
    ...(firstQueuedMs !== undefined && { firstQueuedMs }),
    ...(answer !== undefined && { answer }),
    ...(detail !== undefined && { detail }),
    ...(connectMs !== undefined && { connectMs }),
    ...(handshakeMs !== undefined && { handshakeMs }),
    ...(resent !== undefined && { resent }),
    ...(faults !== undefined && { faults }),
  };
  return { type, seq: number, message, attempt: whole };
}

function unknownMessage({
  type,
  messageSeq,
}: {
  readonly type: string;
  readonly messageSeq: number;
}): Problem {
  return {
    path: 'messageSeq',
    message: `The ${type} is of message ${messageSeq}, which no line before it has. Read the file from its beginning.`,
  };
}

const wayOut = `Give a file that --record wrote, in format ${recordFormat}.`;
const wording: LineWording = {
  notJson: (line) => `This is not a line of a record: ${quote(line)} is not JSON. ${wayOut}`,
  otherForm: (why) => `This is not a line of a record that this phoney reads: ${why}. ${wayOut}`,
};

function quote(line: string): string {
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
