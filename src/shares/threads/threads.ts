import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { guestsOf, type GuestSource } from '../../dialects/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { NewsBoard } from '../news-board.ts';
import type { ShareCommand, ShareOrder, ShareWord } from '../order.ts';
import type { ShareNews, Shares } from '../shares.ts';

/** What a thread is given: its share, and when the time that all shares have in common was 0, by the wall clock. */
export interface ThreadOrder {
  readonly order: ShareOrder;
  /** The dialects that its scenario has beside phoney's own: functions go to no other thread. */
  readonly guests: readonly GuestSource[];
  readonly sharedZeroMs: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A share that stood still for so long ends: it is lost by then. Absent: it goes on. */
  readonly stalledAfterMs?: number | undefined;
}

/** What threads are opened with. */
export interface ThreadsParts {
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A thread that says nothing for so long is ended, and its share is lost. Default: 15 s. */
  readonly lostAfterMs?: number;
  /** The program of a thread. Default: the one that plays a share. */
  readonly program?: string;
  /** When the time that all shares have in common was 0, by the wall clock of this machine. Default: now. */
  readonly sharedZeroMs?: number;
  /** A share that stood still for so long ends, when others watch over it who have given it up by then. Default: it goes on. */
  readonly stalledAfterMs?: number;
}

/** Shares in threads of this process. */
export interface ThreadShares extends Shares {
  /** All begin at that instant of the time that all shares have in common. */
  beginAt(atMs: number): void;
  /** All render nothing more, as whoever runs this machine wants them to end. */
  leave(): void;
}

// `.ts` from a checkout, `.js` from the published package.
const ownProgram = path.join(import.meta.dirname, `thread${path.extname(import.meta.filename)}`);
const lostAfterMs = 15_000;
/** From when they are told to begin until they do, so that the word has come to all of them. */
const beginInMs = 250;

/** Opens a thread for each share of a run. They set up what they need and are then ready to begin. */
export function openThreads(orders: readonly ShareOrder[], parts: ThreadsParts): ThreadShares {
  return new Threads(orders, parts);
}

class Threads implements ThreadShares {
  readonly #board: NewsBoard;
  readonly #clock: Clock;
  readonly #sharedZeroMs: number;
  readonly #threads: readonly Worker[];
  readonly #heardAtMs: number[];
  readonly #closed = new AbortController();

  constructor(orders: readonly ShareOrder[], parts: ThreadsParts) {
    const { clock, env, lostAfterMs: lostMs, program, sharedZeroMs, stalledAfterMs } = parts;
    this.#board = new NewsBoard(orders.length);
    this.#clock = clock;
    this.#sharedZeroMs = sharedZeroMs ?? clock.wallMs();
    this.#heardAtMs = orders.map(() => clock.monotonicMs());
    this.#threads = orders.map((order, index) => {
      const workerData: ThreadOrder = {
        order,
        guests: guestsOf(order.scenario.targets).map(({ source }) => source),
        sharedZeroMs: this.#sharedZeroMs,
        env: { ...env },
        stalledAfterMs,
      };
      const thread = new Worker(program ?? ownProgram, { workerData, execArgv: [] });
      this.#board.change(index, { where: `thread ${index + 1}` });
      this.#attend(thread, index);
      return thread;
    });
    void this.#watch(lostMs ?? lostAfterMs);
  }

  get news(): readonly ShareNews[] {
    return this.#board.news;
  }

  follow(listener: () => void): () => void {
    return this.#board.follow(listener);
  }

  begin(): void {
    this.beginAt(this.#clock.wallMs() - this.#sharedZeroMs + beginInMs);
  }

  beginAt(atMs: number): void {
    this.#tellAll({ type: 'begin', atMs });
  }

  stop(): void {
    this.#tellAll({ type: 'stop', by: 'coordinator' });
  }

  leave(): void {
    this.#tellAll({ type: 'stop', by: 'worker' });
  }

  cutOff(): void {
    this.#tellAll({ type: 'cut-off' });
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #tellAll(command: ShareCommand): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
    for (const thread of this.#threads) thread.postMessage(command);
  }

  #attend(thread: Worker, index: number): void {
    thread.on('message', (word: ShareWord) => {
      this.#heardAtMs[index] = this.#clock.monotonicMs();
      this.#board.hear(index, word);
    });
    thread.on('error', (error: Error) => this.#board.lose(index, `Its thread broke: ${error.message}.`));
    thread.on('exit', (code) => this.#board.lose(index, `Its thread ended by itself, with code ${code}.`));
  }

  /** A thread that hangs would be waited for without end. A watch that stood still itself heard nobody meanwhile. */
  async #watch(lostMs: number): Promise<void> {
    const everyMs = lostMs / 4;
    while (!this.#closed.signal.aborted) {
      const sleptFromMs = this.#clock.monotonicMs();
      await this.#clock.sleep(everyMs, this.#closed.signal);
      const nowMs = this.#clock.monotonicMs();
      if (nowMs - sleptFromMs > 2 * everyMs) this.#heardAtMs.fill(nowMs);
      this.#endSilent(nowMs, lostMs);
    }
  }

  #endSilent(nowMs: number, lostMs: number): void {
    for (const [index, thread] of this.#threads.entries()) {
      if (this.news[index]?.state !== 'playing') continue;
      if (nowMs - (this.#heardAtMs[index] ?? nowMs) <= lostMs) continue;
      this.#board.lose(index, `Its thread said nothing for ${Math.round(lostMs / 1000)} s and was ended.`);
      void thread.terminate();
    }
  }
}
