import { Histogram } from '../../record/histogram.ts';
import type { RunRecord } from '../../record/record.ts';
import { timeUs } from '../../record/figures/times.ts';

/** What happened in one second of real time. */
export interface SeriesPoint {
  /** Which second, from 1 for the one in which the series began. */
  readonly second: number;
  /** Without copies, as in the books. */
  readonly rendered: number;
  readonly delivered: number;
  readonly dropped: number;
  readonly attempts: number;
  /** From due to delivered, as in the books; `null` where nothing was. */
  readonly latencyP50Ms: number | null;
  readonly latencyP99Ms: number | null;
}

/** Ten minutes. */
const mostPoints = 600;

/** The last minutes of a run, second by second. Memory does not grow with the run, nor with those who look. */
export class Series {
  readonly #nowMs: () => number;
  readonly #beganMs: number;
  readonly #points: SeriesPoint[] = [];
  #open = new OpenPoint(1);

  /** `nowMs`: monotonic. */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#beganMs = nowMs();
  }

  readonly add = (record: RunRecord): void => {
    if (record.type === 'event' || record.type === 'command' || record.type === 'fault') return;
    this.#close();
    this.#open.add(record);
  };

  /** The seconds that are over and come after `second`, the oldest first. */
  after(second: number): readonly SeriesPoint[] {
    this.#close();
    return this.#points.filter((point) => point.second > second);
  }

  #close(): void {
    const now = Math.floor((this.#nowMs() - this.#beganMs) / 1000) + 1;
    if (now === this.#open.second) return;
    // Of a long silence no more is written down than is kept.
    const from = Math.max(this.#open.second + 1, now - mostPoints);
    this.#points.push(this.#open.read());
    for (let second = from; second < now; second++) this.#points.push(new OpenPoint(second).read());
    this.#points.splice(0, this.#points.length - mostPoints);
    this.#open = new OpenPoint(now);
  }
}

class OpenPoint {
  readonly second: number;
  #rendered = 0;
  #delivered = 0;
  #dropped = 0;
  #attempts = 0;
  #latency: Histogram | undefined;

  constructor(second: number) {
    this.second = second;
  }

  add(record: RunRecord): void {
    if (record.type === 'message' && record.message.copyOf === undefined) this.#rendered++;
    if (record.type === 'outcome' && record.outcome.outcome === 'delivered') this.#delivered++;
    if (record.type === 'outcome' && record.outcome.outcome === 'dropped') this.#dropped++;
    if (record.type !== 'attempt') return;
    this.#attempts++;
    const { attempt } = record;
    if (attempt.error === null) (this.#latency ??= new Histogram()).addUs(timeUs(attempt, 'latency'));
  }

  read(): SeriesPoint {
    const { p50 = null, p99 = null } = this.#latency?.read() ?? {};
    return {
      second: this.second,
      rendered: this.#rendered,
      delivered: this.#delivered,
      dropped: this.#dropped,
      attempts: this.#attempts,
      latencyP50Ms: p50,
      latencyP99Ms: p99,
    };
  }
}
