import type { ServerResponse } from 'node:http';
import type { Clock } from '../../lib/clock.ts';
import type { RecordRing } from '../../record/ring.ts';
import { eventText, formatEventId } from './event-text.ts';
import type { RecordFilter } from './filter.ts';

/** So many heartbeats after it last took something, a reader is given up. */
const beatsUntilDropped = 4;
/** How long a reader that was dropped has to take what it was sent. */
const lastWordsMs = 5000;

/** A piece of the stream: what it says, and up to which position. */
export interface Piece {
  readonly bytes: Buffer;
  readonly upTo: number;
}

/** Where readers take the stream from. */
export interface PieceSource {
  readonly ring: RecordRing;
  /** Which run of this server it is. */
  readonly ordinal: number;
  readonly clock: Clock;
  /** What comes behind `position`; `undefined` when that is nothing yet. Same `filterKey`, same filter. */
  pieceAfter(position: number, filter: RecordFilter, filterKey: string): Piece | undefined;
}

/** Where a reader stands and what it wants. */
export interface Place {
  readonly position: number;
  readonly filter: RecordFilter;
  /** Called when it is given up, before it has taken what it was sent. */
  readonly onDropped: () => void;
}

/**
 * One who listens to a feed. While its socket's buffer is full it takes nothing. When what it has not taken falls out of the
 * ring, or it takes nothing for a minute, it is dropped and told its last id.
 */
export class Reader {
  readonly #feed: PieceSource;
  readonly #response: ServerResponse;
  readonly #filter: RecordFilter;
  readonly #filterKey: string;
  readonly #onDropped: () => void;
  #position: number;
  #beatsMissed = 0;
  #isEnding = false;
  #isDone = false;

  constructor(feed: PieceSource, response: ServerResponse, { position, filter, onDropped }: Place) {
    this.#feed = feed;
    this.#response = response;
    this.#position = position;
    this.#filter = filter;
    this.#onDropped = onDropped;
    this.#filterKey = JSON.stringify(filter);
    response.on('drain', () => {
      this.#beatsMissed = 0;
      this.pull();
      if (this.#isEnding) this.end();
    });
  }

  get bufferedBytes(): number {
    return this.#response.writableLength;
  }

  /** Takes what there is, as far as the socket takes it. */
  pull(): void {
    if (this.#isDone) return;
    const missed = this.#feed.ring.missedSince(this.#position);
    if (missed > 0) return this.#drop(missed);
    while (!this.#response.writableNeedDrain) {
      const piece = this.#feed.pieceAfter(this.#position, this.#filter, this.#filterKey);
      if (piece === undefined) return;
      this.#position = piece.upTo;
      if (piece.bytes.length > 0) this.#response.write(piece.bytes);
    }
  }

  /** Shows that the connection lives, and how far the reader is even where nothing was meant for it. */
  beat(): void {
    if (this.#isDone) return this.#awaitClose();
    if (!this.#response.writableNeedDrain) {
      this.#response.write(`: still here\nid: ${this.#lastId}\n\n`);
      return;
    }
    if (++this.#beatsMissed >= beatsUntilDropped) this.#drop(0);
  }

  /** The run is over: says so once everything was taken. */
  end(): void {
    if (this.#isDone) return;
    this.#isEnding = true;
    if (this.#position !== this.#feed.ring.last) return;
    this.#isDone = true;
    this.#response.end(eventText('over', JSON.stringify({ lastEventId: this.#lastId })));
  }

  /** It was told everything and has yet to take it. */
  #awaitClose(): void {
    if (++this.#beatsMissed >= beatsUntilDropped) this.#response.destroy();
  }

  #drop(missed: number): void {
    this.#isDone = true;
    const last = eventText('dropped', JSON.stringify({ lastEventId: this.#lastId, missed }));
    this.#response.end(last);
    this.#onDropped();
    void this.#feed.clock.sleep(lastWordsMs).then(() => this.#response.destroy());
  }

  get #lastId(): string {
    return formatEventId({ run: this.#feed.ordinal, position: this.#position });
  }
}
