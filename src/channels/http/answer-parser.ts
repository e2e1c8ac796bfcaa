import { clip, notHttp, readHead, readHeaders } from './answer-head.ts';
import type { AnswerHead, Fault } from './answer-head.ts';

/** The most that is taken of one answer. */
export interface AnswerLimits {
  /** Status line and headers together, of each 1xx too, and a trailer. */
  readonly headBytes: number;
  readonly bodyBytes: number;
  /** How much of the body's beginning is kept. */
  readonly keptBytes: number;
}

/** A chunk's size with its extensions. */
const longestChunkLine = 4096;
const blockEnd = Buffer.from('\r\n\r\n');
const beginning = Buffer.from('HTTP/1.');
const [cr, lf] = [13, 10];

type State = 'head' | 'body' | 'chunk size' | 'chunk' | 'after chunk' | 'trailer' | 'done' | 'failed';

/**
 * Reads the answer to one request from bytes as they come, however they are cut, and holds what was found: a pure state machine
 * that never throws. Strict where RFC 9112 leaves a choice, and bounded by its limits.
 */
export class AnswerParser {
  readonly #limits: AnswerLimits;
  #state: State = 'head';
  #head: AnswerHead | undefined;
  #fault: Fault | undefined;
  #interim = 0;
  #begun = false;
  #surplus = false;
  #bodyBytes = 0;
  #headBytes = 0;
  #kept: Buffer[] = [];
  /** Bytes that the present chunk, or the body, still has; `Infinity` where the connection ends it. */
  #left = 0;
  /** A line or block that has not ended yet. */
  #held = Buffer.alloc(0);
  #heldBytes = 0;
  /** The last head: receivers repeat theirs from answer to answer. */
  #lastText = '';
  #lastHead: AnswerHead | undefined;

  constructor(limits: AnswerLimits) {
    this.#limits = limits;
  }

  /** Whether the answer is read to its end. */
  get isDone(): boolean {
    return this.#state === 'done';
  }

  /** Why it cannot be read; nothing that comes after it is looked at. */
  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** The head of the answer itself, once it is read. */
  get head(): AnswerHead | undefined {
    return this.#head;
  }

  /** How many answers with 1xx came before it. */
  get interim(): number {
    return this.#interim;
  }

  /** Whether anything came, a 1xx too. */
  get hasBegun(): boolean {
    return this.#begun;
  }

  /** Whether more came than the answer. */
  get hasSurplus(): boolean {
    return this.#surplus;
  }

  /** Bytes of status line and headers with their line ends, and of the body without its chunks. */
  get size(): number {
    return this.#headBytes + this.#bodyBytes;
  }

  /** The body's beginning; `undefined` when it is empty. */
  get body(): Buffer | undefined {
    return this.#kept.length === 0 ? undefined : Buffer.concat(this.#kept);
  }

  /** Takes the bytes that came next. They are copied where they are needed longer. */
  push(bytes: Buffer): void {
    this.#begun ||= bytes.length > 0;
    let at = 0;
    while (at < bytes.length) {
      if (this.#state === 'done') this.#surplus = true;
      if (this.#state === 'done' || this.#state === 'failed') return;
      at = this.#step(bytes, at);
    }
  }

  /** The connection has ended, in order or `broken`: the end of an answer that has no other, and a fault in any other. */
  end(broken: boolean): void {
    if (this.#state === 'done' || this.#state === 'failed') return;
    if (this.#state === 'body' && this.#left === Infinity && !broken) this.#state = 'done';
    else this.#fail({ error: 'answer cut short', detail: this.#describeCut() });
  }

  /** Makes ready for the next answer on the same connection. */
  reset(): void {
    this.#state = 'head';
    this.#head = undefined;
    this.#fault = undefined;
    this.#interim = 0;
    this.#begun = false;
    this.#surplus = false;
    this.#bodyBytes = 0;
    this.#headBytes = 0;
    if (this.#kept.length > 0) this.#kept = [];
    this.#heldBytes = 0;
  }

  /** Takes what one state takes of `bytes` from `at` on; returns where the next begins. */
  #step(bytes: Buffer, at: number): number {
    switch (this.#state) {
      case 'head':
      case 'trailer':
        return this.#takeBlock(bytes, at);
      case 'chunk size':
        return this.#takeChunkLine(bytes, at);
      case 'after chunk':
        return this.#takeChunkEnd(bytes, at);
      default:
        return this.#takeBody(bytes, at);
    }
  }

  #takeBlock(bytes: Buffer, at: number): number {
    const { headBytes: limit } = this.#limits;
    if (this.#heldBytes === 0) {
      const end = bytes.indexOf(blockEnd, at);
      if (end >= 0 && end - at <= limit) {
        this.#endBlock(bytes.toString('latin1', at, end));
        return end + blockEnd.length;
      }
    }
    const before = this.#heldBytes;
    const next = this.#hold(bytes, at, limit + blockEnd.length);
    const held = this.#held.subarray(0, this.#heldBytes);
    const end = held.indexOf(blockEnd, Math.max(0, before - blockEnd.length + 1));
    if (end >= 0) {
      this.#heldBytes = 0;
      this.#endBlock(held.toString('latin1', 0, end));
      return at + end + blockEnd.length - before;
    }
    // What can no longer become an answer is told at once: its end may never come.
    const isBegun = this.#state === 'trailer' || isBeginning(held);
    if (!isBegun) this.#fail(notHttp(`It begins with: ${clip(held.toString('latin1', 0, 60))}`));
    else if (hasBareLf(held, before, limit)) this.#fail(notHttp('A line of it ends with LF without CR.'));
    else if (held.length >= limit + blockEnd.length) this.#fail(tooLong('head', limit));
    return next;
  }

  #endBlock(text: string): void {
    if (this.#state === 'trailer') return this.#endTrailer(text);
    const head = text === this.#lastText && this.#lastHead !== undefined ? this.#lastHead : readHead(text);
    if ('error' in head) return this.#fail(head);
    this.#lastText = text;
    this.#lastHead = head;
    if (head.status < 200 && head.status !== 101) {
      this.#interim++;
      return;
    }
    this.#head = head;
    this.#headBytes = text.length + blockEnd.length;
    this.#beginBody(head);
  }

  #beginBody({ framing }: AnswerHead): void {
    if (framing === 'chunked') this.#state = 'chunk size';
    else this.#expect(framing === 'until close' ? Infinity : framing, 'body');
  }

  #expect(bytes: number, state: 'body' | 'chunk'): void {
    const { bodyBytes: limit } = this.#limits;
    this.#left = bytes;
    if (bytes !== Infinity && this.#bodyBytes + bytes > limit) this.#fail(tooLong('body', limit));
    else this.#state = bytes === 0 ? 'done' : state;
  }

  #takeBody(bytes: Buffer, at: number): number {
    const { bodyBytes: limit, keptBytes } = this.#limits;
    const length = Math.min(this.#left, bytes.length - at);
    const keep = Math.min(length, keptBytes - this.#bodyBytes);
    if (keep > 0) this.#kept.push(Buffer.from(bytes.subarray(at, at + keep)));
    this.#bodyBytes += length;
    this.#left -= length;
    if (this.#bodyBytes > limit) this.#fail(tooLong('body', limit));
    else if (this.#left === 0) this.#state = this.#state === 'chunk' ? 'after chunk' : 'done';
    return at + length;
  }

  #takeChunkLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(lf, at);
    const next = this.#hold(end < 0 ? bytes : bytes.subarray(0, end + 1), at, longestChunkLine + 2);
    const isWhole = end >= 0 && next === end + 1;
    if (!isWhole) {
      if (this.#heldBytes >= longestChunkLine + 2) this.#fail(tooLong("chunk's size line", longestChunkLine));
      return next;
    }
    const line = this.#held.toString('latin1', 0, this.#heldBytes);
    this.#heldBytes = 0;
    const [, size] = /^([\da-f]+)(?:[\t ]*;[\t\P{Cc}\u0080-\u009F]*)?\r\n$/iu.exec(line) ?? [];
    if (size === undefined) this.#fail(notHttp(`This is no size of a chunk: ${clip(line)}`));
    else if (/^0+$/.test(size)) this.#beginTrailer();
    else this.#expect(Number.parseInt(size, 16), 'chunk');
    return next;
  }

  #takeChunkEnd(bytes: Buffer, at: number): number {
    const wanted = this.#heldBytes === 0 ? cr : lf;
    if (bytes[at] !== wanted) this.#fail(notHttp('A chunk is longer than its size says.'));
    else if (wanted === cr) this.#hold(bytes.subarray(0, at + 1), at, 2);
    else {
      this.#heldBytes = 0;
      this.#state = 'chunk size';
    }
    return at + 1;
  }

  /** The end of the last chunk's line counts as the trailer's, so that one without headers is a block like any other. */
  #beginTrailer(): void {
    this.#state = 'trailer';
    this.#hold(blockEnd.subarray(0, 2), 0, 2);
  }

  #endTrailer(text: string): void {
    const headers = text === '' ? [] : readHeaders(text.slice(2));
    if ('error' in headers) this.#fail(headers);
    else this.#state = 'done';
  }

  /** Holds bytes for later, at most `limit` in all; returns where those begin that did not fit. */
  #hold(bytes: Buffer, at: number, limit: number): number {
    const end = Math.min(bytes.length, at + limit - this.#heldBytes);
    const wanted = this.#heldBytes + end - at;
    if (wanted > this.#held.length) {
      const grown = Buffer.alloc(Math.min(limit, Math.max(256, wanted * 2)));
      this.#held.copy(grown, 0, 0, this.#heldBytes);
      this.#held = grown;
    }
    bytes.copy(this.#held, this.#heldBytes, at, end);
    this.#heldBytes = wanted;
    return end;
  }

  #fail(fault: Fault): void {
    this.#state = 'failed';
    this.#fault = fault;
  }

  #describeCut(): string {
    if (this.#head === undefined) return 'The connection ended within the headers.';
    const { framing } = this.#head;
    const wanted = typeof framing === 'number' ? ` of ${framing}` : '';
    return `The connection ended within the body, after ${this.#bodyBytes}${wanted} bytes.`;
  }
}

function tooLong(part: string, limit: number): Fault {
  return { error: 'answer too long', detail: `Its ${part} has more than ${limit} bytes.` };
}

/** Whether `held` may still become a status line. */
function isBeginning(held: Buffer): boolean {
  const length = Math.min(held.length, beginning.length);
  return held.compare(beginning, 0, length, 0, length) === 0;
}

/** Whether a line of `held` that ends at or after `from`, and before `limit`, ends with LF alone. */
function hasBareLf(held: Buffer, from: number, limit: number): boolean {
  for (let at = held.indexOf(lf, from); at >= 0 && at < limit; at = held.indexOf(lf, at + 1)) {
    if (at === 0 || held[at - 1] !== cr) return true;
  }
  return false;
}
