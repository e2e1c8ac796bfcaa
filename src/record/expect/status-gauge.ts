import type { RunRecord } from '../record.ts';
import type { Scope } from './expectation.ts';
import { one, type Gauge, type GaugeParts, type Reading } from './gauge.ts';
import { ScopeFilter } from './scope-filter.ts';

/** What a {@link StatusGauge} has counted. */
export interface StatusSnapshot {
  readonly meant: number;
  readonly all: number;
}

/** How many requests were answered with a status, or which share of all of them. */
export class StatusGauge implements Gauge<StatusSnapshot> {
  readonly #status: string;
  readonly #as: 'count' | 'share';
  readonly wants: Gauge['wants'];
  readonly #filter: ScopeFilter;
  readonly #parts: GaugeParts;
  #meant = 0;
  #all = 0;

  constructor(status: string, as: 'count' | 'share', scope: Scope, parts: GaugeParts) {
    this.#status = status;
    this.#as = as;
    this.#filter = new ScopeFilter(scope);
    this.wants = this.#filter.wants(['attempt']);
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    const meant = this.#filter.pass(record);
    if (meant?.type !== 'attempt' || meant.message.channel !== 'http') return;
    const { status, error, try: ordinal } = meant.attempt;
    const isMeant = isStatus(this.#status, status);
    this.#all++;
    if (isMeant) this.#meant++;
    // Where there are too many, those that are meant are to blame, and where there are too few, the others.
    const { min, max } = this.#parts.bound;
    if ((isMeant && max !== undefined) || (!isMeant && min !== undefined)) {
      this.#parts.offend(record, () => `try ${ordinal}: ${status === null ? error : `status ${status}`}`);
    }
  };

  read(): Reading | null {
    if (this.#as === 'count') return one(this.#meant);
    return one(this.#all === 0 ? null : this.#meant / this.#all);
  }

  get worst(): (() => Reading | null) | undefined {
    return this.#as === 'count' ? () => one(this.#meant) : undefined;
  }

  snapshot(): StatusSnapshot {
    return { meant: this.#meant, all: this.#all };
  }

  merge({ meant, all }: StatusSnapshot): void {
    this.#meant += meant;
    this.#all += all;
  }
}

/** `200`, `5xx`, or `none` for no complete answer. */
function isStatus(wanted: string, status: number | null): boolean {
  if (status === null) return wanted === 'none';
  return wanted === String(status) || wanted === `${Math.floor(status / 100)}xx`;
}
