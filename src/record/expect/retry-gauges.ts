import type { Attempt } from '../../channels/message.ts';
import type { RunRecord } from '../record.ts';
import { formatBounded } from '../report/wording.ts';
import type { Scope } from './expectation.ts';
import { Ends, isWithin, type Gauge, type GaugeParts, type Reading } from './gauge.ts';
import { ScopeFilter } from './scope-filter.ts';

/** How many tries each message took. Holds the messages of which a try has failed and that are still open. */
export class TriesGauge implements Gauge<Reading | null> {
  readonly wants: Gauge['wants'];
  readonly #filter: ScopeFilter;
  readonly #parts: GaugeParts;
  readonly #ends = new Ends();
  /** By number. */
  readonly #failed = new Map<number, number>();

  constructor(scope: Scope, parts: GaugeParts) {
    this.#filter = new ScopeFilter(scope);
    this.wants = this.#filter.wants(['attempt', 'outcome']);
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    const meant = this.#filter.pass(record);
    if (meant?.type === 'attempt') return this.#tried(record, meant.message.seq, meant.attempt);
    if (meant?.type !== 'outcome') return;
    const { seq } = meant.message;
    const tries = this.#failed.get(seq) ?? 0;
    this.#failed.delete(seq);
    // What was never tried, or was cut off, says nothing of how many tries it takes.
    if (meant.outcome.outcome === 'dropped' && tries > 0) this.#took(record, tries);
  };

  read(): Reading | null {
    return this.#ends.read();
  }

  readonly worst = (): Reading | null => this.#ends.read();

  snapshot(): Reading | null {
    return this.#ends.read();
  }

  merge(ends: Reading | null): void {
    this.#ends.merge(ends);
  }

  #tried(record: RunRecord, seq: number, { try: tries, error }: Attempt): void {
    if (error === null) return this.#took(record, tries);
    this.#failed.set(seq, tries);
    // One that is tried too often need not have ended to be one too many.
    if (tries > (this.#parts.bound.max ?? Infinity)) this.#took(record, tries);
  }

  #took(record: RunRecord, tries: number): void {
    this.#ends.add(tries);
    if (!isWithin(tries, this.#parts.bound)) {
      this.#parts.offend(record, () => `${tries} ${tries === 1 ? 'try' : 'tries'}`);
    }
  }
}

/** How long each pause was, on the clock: from the end of a try to the beginning of the next. Holds the messages between two tries. */
export class PauseGauge implements Gauge<Reading | null> {
  readonly wants: Gauge['wants'];
  readonly #filter: ScopeFilter;
  readonly #parts: GaugeParts;
  readonly #ends = new Ends();
  /** By number: when the last try ended, monotonic ms. */
  readonly #finishedMs = new Map<number, number>();

  constructor(scope: Scope, parts: GaugeParts) {
    this.#filter = new ScopeFilter(scope);
    this.wants = this.#filter.wants(['attempt', 'outcome']);
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    const meant = this.#filter.pass(record);
    if (meant?.type === 'outcome') this.#finishedMs.delete(meant.message.seq);
    if (meant?.type === 'attempt') this.#tried(record, meant.message.seq, meant.attempt);
  };

  read(): Reading | null {
    return this.#ends.read();
  }

  readonly worst = (): Reading | null => this.#ends.read();

  snapshot(): Reading | null {
    return this.#ends.read();
  }

  merge(ends: Reading | null): void {
    this.#ends.merge(ends);
  }

  #tried(record: RunRecord, seq: number, { try: ordinal, startedMs, finishedMs, error }: Attempt): void {
    const since = this.#finishedMs.get(seq);
    if (error === null) this.#finishedMs.delete(seq);
    else this.#finishedMs.set(seq, finishedMs);
    if (since === undefined) return;
    const ms = startedMs - since;
    this.#ends.add(ms);
    if (!isWithin(ms, this.#parts.bound)) {
      this.#parts.offend(
        record,
        () => `${formatBounded('time', ms, this.#parts.bound)} before try ${ordinal}`,
      );
    }
  }
}
