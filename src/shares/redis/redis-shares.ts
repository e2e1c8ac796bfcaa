import type { Clock } from '../../lib/clock.ts';
import { InputError } from '../../lib/errors.ts';
import { NewsBoard } from '../news-board.ts';
import { isOver, type ShareNews, type Shares } from '../shares.ts';
import { keptForS, keysOf } from './keys.ts';
import { redisTime, type RedisLink } from './link.ts';
import { decode } from './plain.ts';
import { takeBack } from './post.ts';
import type { Posting } from './posting.ts';

/** A share that tells nothing for so long, while Redis answers, is lost. */
const lostAfterMs = 15_000;
const lookEveryMs = 500;
/** With Redis away nothing more is said to it. */
const closeWithinMs = 3000;
/** From when they are told to begin until they do: each looks four times a second. */
const beginInMs = 1500;

/** What {@link RedisShares} take beside the run. */
export interface RedisSharesParts {
  readonly link: RedisLink;
  readonly clock: Clock;
  /** How long Redis may be away before all that is not over is given up. */
  readonly redisWithinMs: number;
  /** Says what people should know meanwhile. */
  readonly note: (line: string) => void;
}

/** The run that was put up under that name. Throws an `InputError` where Redis knows of none. */
export async function findPosting({ redis, address }: RedisLink, id: string): Promise<Posting> {
  const text = await redis.get(keysOf(id).posting);
  if (text !== null) return decode(text) as Posting;
  throw new InputError([
    {
      file: '--attach',
      message: `Redis at ${address.shown} knows of no run "${id}". A run is kept for a day; phoney load --on prints its name when it begins.`,
    },
  ]);
}

/** The shares of a run that was put up, played by whatever workers there are. Several may look at one run at the same time. */
export class RedisShares implements Shares {
  readonly #posting: Posting;
  readonly #parts: RedisSharesParts;
  readonly #board: NewsBoard;
  readonly #closed = new AbortController();
  readonly #beats: Record<string, string> = {};
  readonly #silentMs: number[];
  /** What this coordinator said: kept here too, so that it is said again should Redis lose it. */
  readonly #said = new Map<string, string>();
  readonly #watching: Promise<void>;
  #takingBack = Promise.resolve();
  #awayMs = 0;
  #woken = new AbortController();
  #wantsBegin = false;

  constructor(posting: Posting, parts: RedisSharesParts) {
    this.#posting = posting;
    this.#parts = parts;
    this.#board = new NewsBoard(posting.shares);
    this.#silentMs = Array.from({ length: posting.shares }, () => 0);
    this.#watching = this.#watch();
  }

  get news(): readonly ShareNews[] {
    return this.#board.news;
  }

  follow(listener: () => void): () => void {
    return this.#board.follow(listener);
  }

  begin(): void {
    this.#wantsBegin = true;
    this.#woken.abort();
  }

  stop(): void {
    this.#say('stop', '1');
    this.#dropWaiting();
  }

  cutOff(): void {
    this.#say('cutOff', '1');
    this.#dropWaiting();
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#woken.abort();
    await this.#watching;
    const enough = new AbortController();
    await Promise.race([this.#takingBack, this.#parts.clock.sleep(closeWithinMs, enough.signal)]);
    enough.abort();
  }

  #say(what: string, value: string): void {
    this.#said.set(what, value);
    this.#woken.abort();
  }

  /** What no worker has taken is never going to be played. */
  #dropWaiting(): void {
    for (const [index, { where, state }] of this.news.entries()) {
      if (where === null && state === 'waiting') {
        this.#board.lose(index, 'No worker had taken it when the run was ended.');
      }
    }
    const indexes = this.news.flatMap(({ where }, index) => (where === null ? [index] : []));
    if (indexes.length === 0) return;
    this.#takingBack = takeBack(this.#parts.link, this.#posting.id, indexes).catch(() => undefined);
  }

  async #watch(): Promise<void> {
    const { clock } = this.#parts;
    let lookedMs = clock.monotonicMs();
    while (!this.#closed.signal.aborted) {
      this.#woken = new AbortController();
      const isThere = await this.#look().then(
        () => true,
        () => false,
      );
      const nowMs = clock.monotonicMs();
      // A coordinator that stood still, or that was without Redis, knows nothing of that time.
      const spentMs = Math.min(nowMs - lookedMs, 2 * lookEveryMs);
      this.#count(isThere, spentMs, nowMs - lookedMs);
      lookedMs = nowMs;
      if (!this.#closed.signal.aborted) await clock.sleep(lookEveryMs, this.#woken.signal);
    }
    // The last words of whoever is watched are those of whoever ends them.
    await this.#tell().catch(() => undefined);
  }

  #count(isThere: boolean, spentMs: number, passedMs: number): void {
    const { note, redisWithinMs, link } = this.#parts;
    if (!isThere) {
      if (this.#awayMs === 0) {
        note(
          `Redis at ${link.address.shown} is away. The shares go on; what they count is told once it is back.`,
        );
      }
      this.#awayMs += Math.max(1, passedMs);
      if (this.#awayMs > redisWithinMs)
        this.#loseAll(`Redis was away for ${Math.round(redisWithinMs / 1000)} s.`);
      return;
    }
    if (this.#awayMs > 0) {
      note(`Redis is back after ${Math.round(this.#awayMs / 1000)} s.`);
      this.#awayMs = 0;
      this.#silentMs.fill(0);
    }
    for (const [index, news] of this.news.entries()) {
      if (isOver(news) || news.where === null) continue;
      const silentMs = (this.#silentMs[index] ?? 0) + spentMs;
      this.#silentMs[index] = silentMs;
      if (silentMs <= lostAfterMs) continue;
      this.#board.lose(index, `Its worker said nothing for ${Math.round(lostAfterMs / 1000)} s.`);
      this.#say(`lost:${index}`, '1');
    }
  }

  #loseAll(why: string): void {
    for (const index of this.news.keys()) this.#board.lose(index, why);
  }

  /** Tells what is to be told, and hears what is new. */
  async #look(): Promise<void> {
    const { redis } = this.#parts.link;
    const keys = keysOf(this.#posting.id);
    await this.#tell();
    const beats = await redis.hgetall(keys.beats);
    const fresh = Object.keys(beats).filter((index) => beats[index] !== this.#beats[index]);
    if (fresh.length === 0) return;
    const told = await redis.hmget(keys.news, ...fresh);
    for (const [place, index] of fresh.entries()) {
      const text = told[place];
      if (text === null || text === undefined) continue;
      this.#beats[index] = beats[index] ?? '';
      this.#silentMs[Number(index)] = 0;
      const { state, where, figures, end, refusal, lost, warnings } = decode(text) as ShareNews;
      this.#board.change(Number(index), { state, where, figures, end, refusal, lost, warnings });
    }
  }

  async #tell(): Promise<void> {
    const { redis } = this.#parts.link;
    const keys = keysOf(this.#posting.id);
    if (this.#wantsBegin && !this.#said.has('begin')) await this.#tellBegin();
    if (this.#said.size === 0) return;
    await redis.hset(keys.said, Object.fromEntries(this.#said));
    await redis.expire(keys.said, keptForS);
  }

  /** One instant for all: the first that somebody said. */
  async #tellBegin(): Promise<void> {
    const { redis } = this.#parts.link;
    const { said } = keysOf(this.#posting.id);
    const atMs = (await redisTime(redis)) - this.#posting.zeroMs + beginInMs;
    await redis.hsetnx(said, 'begin', String(atMs));
    this.#said.set('begin', (await redis.hget(said, 'begin')) ?? String(atMs));
  }
}
