import type { Fold } from '../fold.ts';
import type { RunRecord } from '../record.ts';
import type { Summary } from '../summary.ts';
import type { Bound } from './expectation.ts';

/** The type of a record. */
export type RecordType = RunRecord['type'];

/** What a gauge shows. One number is both; of several things that each have to be within the bounds, the two at the ends. */
export interface Reading {
  readonly least: number;
  readonly most: number;
}

/** How things stand when a gauge is read. */
export interface Moment {
  readonly summary: Summary;
  /** Monotonic ms. */
  readonly nowMs: number;
}

/** Measures what an expectation is about. Its memory does not grow with the run. */
export interface Gauge<Snapshot = unknown> extends Fold<Snapshot> {
  /** Of which types the records are that it wants to see. It is shown no others, for every record costs. */
  readonly wants: readonly RecordType[];
  /** `null` where there was nothing to measure. */
  read(moment: Moment): Reading | null;
  /** As {@link read}, at any record and at no cost: what can only get worse. Absent where it may get better. */
  readonly worst?: (() => Reading | null) | undefined;
}

/** Tells of a record that is not as it should be. `saw` is asked only where it is shown. */
export type Offend = (record: RunRecord, saw: () => string) => void;

/** What a gauge is made with. */
export interface GaugeParts {
  readonly bound: Bound;
  readonly offend: Offend;
  /** What leaves later than this after it was due is late, ms. */
  readonly lateAfterMs: number;
}

/** One number. */
export function one(value: number | null): Reading | null {
  return value === null ? null : { least: value, most: value };
}

/** Whether one of several things is within the bounds. */
export function isWithin(value: number, { min = -Infinity, max = Infinity }: Bound): boolean {
  return value >= min && value <= max;
}

/** The two at the ends of what was measured so far. Merges. */
export class Ends {
  #ends: Reading | null = null;

  add(value: number): void {
    const { least, most } = this.#ends ?? { least: value, most: value };
    if (this.#ends === null || value < least || value > most) {
      this.#ends = { least: Math.min(least, value), most: Math.max(most, value) };
    }
  }

  read(): Reading | null {
    return this.#ends;
  }

  merge(ends: Reading | null): void {
    if (ends === null) return;
    this.add(ends.least);
    this.add(ends.most);
  }
}
