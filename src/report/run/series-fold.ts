import { usualLateAfterMs } from '../../lib/pace.ts';
import type { RecordedLoad } from '../../record/figures/recorded-load.ts';
import type { Message } from '../../channels/message.ts';
import type { RunRecord } from '../../record/record.ts';
import { Cells, type Row } from './cells.ts';

const narrowestMs = 100;
const mostCells = 600;

/** How much of everything there was, cell by cell. */
export interface Series {
  readonly cellMs: number;
  /** Simulated epoch ms that the messages of each cell tell of; `null` where there were none. */
  readonly simulated: readonly (number | null)[];
  /** Messages that a rate asked for, evenly within each second; nothing where the run has none. */
  readonly requested: readonly number[];
  /** Messages that were to be sent, by when they were due. */
  readonly offered: readonly number[];
  /** Attempts by when they began, retries too. */
  readonly sent: readonly number[];
  /** Messages that left later after they were due than is in time, by when they left. */
  readonly late: readonly number[];
  readonly delivered: readonly number[];
  readonly retried: readonly number[];
  readonly dropped: readonly number[];
}

const counted = ['requested', 'offered', 'sent', 'late', 'delivered', 'retried', 'dropped'] as const;
type Counted = (typeof counted)[number];

/** Folds records into what happened when, in real time since `startMs`, which is monotonic. */
export class SeriesFold {
  readonly #startMs: number;
  readonly #lateAfterMs: number;
  readonly #cells = new Cells(narrowestMs, mostCells);
  readonly #rows = Object.fromEntries(counted.map((name) => [name, this.#cells.row('sum')])) as Record<
    Counted,
    Row
  >;
  readonly #simulated = this.#cells.row('most');
  /** The latest instant that a record told: records come in the order of real time, and messages tell none. */
  #lastMs: number;
  /** By number, when a message came that no attempt was made at yet. */
  readonly #untried = new Map<number, number>();

  constructor(startMs: number, lateAfterMs = usualLateAfterMs) {
    this.#startMs = startMs;
    this.#lateAfterMs = lateAfterMs;
    this.#lastMs = startMs;
  }

  readonly add = (record: RunRecord): void => {
    switch (record.type) {
      case 'message':
        this.#untried.set(record.seq, this.#lastMs);
        return;
      case 'attempt': {
        const { message, attempt } = record;
        this.#see(attempt.finishedMs);
        if (this.#untried.delete(message.seq)) this.#offer(message, attempt.dueMs);
        this.#count('sent', attempt.startedMs);
        if (attempt.try > 1) this.#count('retried', attempt.startedMs);
        else if (attempt.startedMs - attempt.dueMs > this.#lateAfterMs)
          this.#count('late', attempt.startedMs);
        return;
      }
      case 'load':
        this.#see(record.load.atMs);
        return this.#request(record.load);
      case 'outcome':
        return this.#end(record, this.#see(record.ms));
      default:
    }
  };

  read(): Series {
    const { count, widthMs } = this.#cells;
    const values = (row: Row): number[] => [...row.values.subarray(0, count)];
    const rows = Object.fromEntries(counted.map((name) => [name, values(this.#rows[name])]));
    return {
      cellMs: widthMs,
      simulated: values(this.#simulated).map((at) => (at === 0 ? null : at)),
      ...(rows as Record<Counted, number[]>),
    };
  }

  /** Adds what another fold of the same run, with the same beginning, made of other records. */
  merge(series: Series): void {
    this.#cells.widenTo(series.cellMs);
    for (const name of counted) {
      for (const [index, value] of series[name].entries()) this.#add(this.#rows[name], index, series, value);
    }
    for (const [index, at] of series.simulated.entries()) {
      if (at !== null) this.#add(this.#simulated, index, series, at);
    }
  }

  #add({ values, combine }: Row, index: number, { cellMs }: Series, value: number): void {
    const cell = this.#cells.at(index * cellMs);
    const known = values[cell] ?? 0;
    values[cell] = combine === 'sum' ? known + value : Math.max(known, value);
  }

  #end({ message, outcome: { outcome } }: Extract<RunRecord, { type: 'outcome' }>, ms: number): void {
    const cameMs = this.#untried.get(message.seq);
    this.#untried.delete(message.seq);
    // What was never tried was dropped when it came, or waited until it was cut off; the rest was never to be sent.
    if (cameMs !== undefined && outcome === 'dropped') this.#offer(message, ms);
    if (cameMs !== undefined && outcome === 'cut_off') this.#offer(message, cameMs);
    if (outcome === 'delivered' || outcome === 'dropped') this.#count(outcome, ms);
  }

  /** Whole numbers, cell by cell, that add up to what was asked for in the stretch, evenly as long as it was asked for. */
  #request({ atMs, forMs, overMs = 0, requested }: RecordedLoad): void {
    const fromMs = atMs - forMs;
    const lengthMs = Math.max(0, forMs - overMs);
    const first = Math.floor((fromMs - this.#startMs) / narrowestMs);
    let told = 0;
    for (let cell = first; told !== requested; cell++) {
      const endMs = this.#startMs + (cell + 1) * narrowestMs;
      const isLast = endMs >= fromMs + lengthMs;
      const until = isLast ? requested : Math.round((requested * (endMs - fromMs)) / lengthMs);
      this.#count('requested', endMs - narrowestMs / 2, until - told);
      told = until;
    }
  }

  #offer({ at }: Message, ms: number): void {
    this.#count('offered', ms);
    const { values } = this.#simulated;
    const cell = this.#cells.at(ms - this.#startMs);
    values[cell] = Math.max(values[cell] ?? 0, at);
  }

  #see(ms = this.#lastMs): number {
    this.#lastMs = Math.max(this.#lastMs, ms);
    return ms;
  }

  #count(name: Counted, ms: number, times = 1): void {
    const cell = this.#cells.at(ms - this.#startMs);
    const { values } = this.#rows[name];
    values[cell] = (values[cell] ?? 0) + times;
  }
}
