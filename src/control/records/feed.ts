import type { ServerResponse } from 'node:http';
import type { Clock } from '../../lib/clock.ts';
import { formatRecord } from '../../record/record.ts';
import type { RecordRing } from '../../record/ring.ts';
import type { Run } from '../../run/handle.ts';
import { eventText } from './event-text.ts';
import { isMeant, type RecordFilter } from './filter.ts';
import { Reader, type Piece, type PieceSource } from './reader.ts';

/** What a feed is made of. */
export interface FeedParts {
  readonly run: Run;
  readonly ring: RecordRing;
  readonly ordinal: number;
  readonly clock: Clock;
}

/** Records are gathered for so long, so that many leave in one piece. */
const gatherMs = 20;
const heartbeatMs = 15_000;
/** After so many readers the event loop gets a turn: a run must not be late because it is watched. */
const readersPerTurn = 8;
const mostReaders = 200;
const recordsPerPiece = 200;
/** A piece that has so many characters takes no further record: it bounds what is held for one reader. */
const pieceLength = 64 * 1024;

/**
 * Hands the records of one run to those who listen, each from the ring and at its own speed: what a reader has not taken yet
 * is held once for all of them, and is lost to it when it falls out of the ring.
 */
export class RecordFeed implements PieceSource {
  readonly ring: RecordRing;
  readonly ordinal: number;
  readonly clock: Clock;
  readonly #run: Run;
  readonly #readers = new Set<Reader>();
  /** Pieces made in this round or turn, for readers of the same filter at the same position. */
  readonly #pieces = new Map<string, Piece>();
  readonly #over = new AbortController();
  #isGathering = false;
  #isServing = false;
  /** Aborted when nobody listens any more; `undefined` while nobody does. */
  #beating: AbortController | undefined;
  #unfollow: (() => void) | undefined;

  constructor({ run, ring, ordinal, clock }: FeedParts) {
    this.#run = run;
    this.ring = ring;
    this.ordinal = ordinal;
    this.clock = clock;
  }

  /** True when no further reader can be served in time. */
  get isFull(): boolean {
    return this.#readers.size >= mostReaders;
  }

  /** How many listen. */
  get readerCount(): number {
    return this.#readers.size;
  }

  /** What is held for readers that have not taken it from their sockets, all together. */
  get bufferedBytes(): number {
    return [...this.#readers].reduce((sum, reader) => sum + reader.bufferedBytes, 0);
  }

  /** True once the run is over. */
  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Sends the records behind `position` to `response`, then those to come, until it closes or the run is over. */
  listen(response: ServerResponse, position: number, filter: RecordFilter): void {
    const leave = (): void => this.#leave(reader);
    const reader = new Reader(this, response, { position, filter, onDropped: leave });
    this.#readers.add(reader);
    response.on('close', leave);
    if (this.#readers.size === 1) this.#begin();
    reader.pull();
    if (this.isOver) reader.end();
  }

  /** The run is over: each reader is told so when it has taken the rest. */
  end(): void {
    this.#over.abort();
    for (const reader of this.#readers) {
      reader.pull();
      reader.end();
    }
    this.#pieces.clear();
  }

  pieceAfter(position: number, filter: RecordFilter, filterKey: string): Piece | undefined {
    if (position === this.ring.last) return undefined;
    if (this.#pieces.size === 0) void this.#forgetSoon();
    const key = `${position} ${filterKey}`;
    const made = this.#pieces.get(key) ?? this.#makePiece(position, filter);
    this.#pieces.set(key, made);
    return made;
  }

  #makePiece(after: number, filter: RecordFilter): Piece {
    let text = '';
    let upTo = after;
    for (const { position, item } of this.ring.since(after, recordsPerPiece)) {
      upTo = position;
      if (!isMeant(item, filter)) continue;
      text += eventText(item.type, formatRecord(item), { run: this.ordinal, position });
      if (text.length >= pieceLength) break;
    }
    return { bytes: Buffer.from(text), upTo };
  }

  #begin(): void {
    this.#unfollow ??= this.#run.follow(() => {
      if (this.#isGathering) return;
      this.#isGathering = true;
      void this.#gather();
    });
    this.#beating = new AbortController();
    void this.#beat(this.#beating.signal);
  }

  #leave(reader: Reader): void {
    this.#readers.delete(reader);
    if (this.#readers.size > 0) return;
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#beating?.abort();
    this.#beating = undefined;
  }

  async #gather(): Promise<void> {
    await this.clock.sleep(gatherMs, this.#over.signal);
    this.#isGathering = false;
    this.#isServing = true;
    let served = 0;
    for (const reader of this.#readers) {
      reader.pull();
      if (++served % readersPerTurn === 0) await this.clock.turn();
    }
    this.#isServing = false;
    this.#pieces.clear();
  }

  /** A round keeps its pieces to its end, over several turns; where there is none, they last for this turn. */
  async #forgetSoon(): Promise<void> {
    await this.clock.turn();
    if (!this.#isServing) this.#pieces.clear();
  }

  /** After the run, too: a reader that stands still is to be dropped then as well. */
  async #beat(left: AbortSignal): Promise<void> {
    for (;;) {
      await this.clock.sleep(heartbeatMs, left);
      if (left.aborted) return;
      for (const reader of this.#readers) reader.beat();
    }
  }
}
