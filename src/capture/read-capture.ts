import { z } from 'zod';
import { channelNames, type HttpMessage, type Message } from '../channels/message.ts';
import type { Problem } from '../lib/errors.ts';
import { explainFirstLine } from '../lib/first-line.ts';
import { readJson, readLine, type LineWording } from '../lib/read-json.ts';
import { isProblem, RecordReader } from '../record/read-record.ts';
import { captureFormat, type Captured } from './captured.ts';
import type { CapturedFilter } from './filter.ts';

const header = z.object({
  type: z.literal('capture'),
  format: z.literal(captureFormat),
  vendor: z.string(),
  startedAt: z.iso.datetime().transform((text) => Date.parse(text)),
});

const captured = z
  .object({
    type: z.literal('captured'),
    ms: z.number().min(0),
    channel: z.enum(channelNames),
    vendor: z.string().min(1),
    feed: z.string().nullable(),
    eventType: z.string().nullable(),
    eventId: z.string().nullable(),
    method: z.string(),
    path: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    bodyEncoding: z.literal('latin1').optional(),
  })
  .refine(({ channel, body }) => channel === 'http' || isList(body), {
    path: ['body'],
    message: 'the arguments of a call by a hub are a list in JSON',
  })
  .transform(({ type: _type, bodyEncoding, ...rest }): Captured => ({
    ...rest,
    ...(bodyEncoding !== undefined && { bodyEncoding }),
  }));

function isList(text: string): boolean {
  const value = readJson(text);
  return Array.isArray(value) && value.length > 0;
}

/** A message and where it stands. */
export interface CapturedLine extends Captured {
  /** 1-based. */
  readonly line: number;
}

/**
 * Reads a capture, or what a run has sent from its record, line by line: each line answers what is wrong with it. Of a record
 * with several runs, the last is read.
 */
export class CaptureReader {
  readonly #isWanted: CapturedFilter;
  #count = 0;
  #heldCharacters = 0;
  #messages: CapturedLine[] = [];
  #startedAtMs = 0;
  #line = 0;
  #record: RecordReader | undefined;
  /** By number, those of a record that did not leave. */
  #unsent = new Set<number>();
  #seqs: number[] = [];
  /** Events of a hub, which a record has once for each who was told. */
  #pushed = new Set<string>();

  /** Messages that are not wanted are read and not held. */
  constructor(isWanted: CapturedFilter = () => true) {
    this.#isWanted = isWanted;
  }

  /** How many messages there were, wanted or not. */
  get count(): number {
    return this.#count;
  }

  /** The length of the lines whose messages are held. */
  get heldCharacters(): number {
    return this.#heldCharacters;
  }

  /** The instant from which the messages' `ms` count, epoch ms. */
  get startedAtMs(): number {
    return this.#startedAtMs;
  }

  /** In the order in which they came, or left. */
  get messages(): readonly CapturedLine[] {
    return this.#seqs.length === 0
      ? this.#messages
      : this.#messages.filter((_, index) => !this.#unsent.has(this.#seqs[index] as number));
  }

  read(text: string): Problem | undefined {
    const line = ++this.#line;
    if (line === 1 && text.startsWith('{"type":"run",')) this.#record = new RecordReader();
    const problem =
      this.#record === undefined ? this.#readCaptured(text, line) : this.#readRecord(text, line);
    return problem && { line, ...problem };
  }

  #readCaptured(text: string, line: number): Problem | undefined {
    const json = readJson(text);
    const other =
      line === 1 ? explainFirstLine(json, { type: 'capture', format: captureFormat, wayOut }) : undefined;
    if (other !== undefined) return other;
    const read = readLine(json, text, line === 1 ? header : captured, wording);
    if ('problem' in read) return read.problem;
    if ('startedAt' in read.value) this.#startedAtMs = read.value.startedAt;
    else if (this.#isKept(read.value, text)) this.#messages.push({ ...read.value, line });
    return undefined;
  }

  #isKept(message: Parameters<CapturedFilter>[0], text: string): boolean {
    this.#count++;
    if (!this.#isWanted(message)) return false;
    this.#heldCharacters += text.length;
    return true;
  }

  #isNew({ channel, vendor, eventId }: Message): boolean {
    if (channel === 'http') return true;
    const name = `${vendor} ${eventId}`;
    if (this.#pushed.has(name)) return false;
    this.#pushed.add(name);
    return true;
  }

  #readRecord(text: string, line: number): Problem | undefined {
    const read = this.#record?.read(text);
    if (read === undefined) return undefined;
    if (isProblem(read)) return read;
    if (read.type === 'run') {
      this.#startedAtMs = read.simulatedStartMs;
      this.#messages = [];
      this.#count = 0;
      this.#heldCharacters = 0;
      this.#seqs = [];
      this.#unsent = new Set();
      this.#pushed = new Set();
    }
    if (read.type === 'message' && this.#isNew(read.message) && this.#isKept(read.message, text)) {
      this.#seqs.push(read.message.seq);
      this.#messages.push({ ...capturedOf(read.message, this.#startedAtMs), line });
    }
    if (read.type === 'outcome' && /^(filtered|withheld)$/.test(read.outcome.outcome))
      this.#unsent.add(read.message.seq);
    return undefined;
  }
}

/** A message of a record as if it had been captured. */
function capturedOf(message: Message, startedAtMs: number): Captured {
  const { at, vendor, feed, eventType, eventId, body } = message;
  const head = { ms: Math.max(0, at - startedAtMs), vendor, feed, eventType, eventId, body };
  if (message.channel === 'signalr')
    return { ...head, channel: 'signalr', method: message.target, path: message.hubPath, headers: {} };
  if (message.channel === 'websocket')
    return { ...head, channel: 'websocket', method: message.topic, path: message.path, headers: {} };
  return {
    ...head,
    channel: 'http',
    method: message.method,
    path: pathOf(message),
    headers: message.headers,
  };
}

function pathOf({ url }: HttpMessage): string {
  const parsed = URL.parse(url);
  return parsed === null ? '/' : parsed.pathname + parsed.search;
}

const wayOut = 'Give a file that --capture or --record wrote.';
const wording: LineWording = {
  notJson: () => `This is no line of a capture: it is not JSON. ${wayOut}`,
  otherForm: (why) => `This is no line of a capture in format ${captureFormat}: ${why}. ${wayOut}`,
};
