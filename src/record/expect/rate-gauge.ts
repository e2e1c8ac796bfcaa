import { heldShare } from '../figures/held.ts';
import type { RunRecord } from '../record.ts';
import { formatMeasure } from '../report/wording.ts';
import { isOfWholeRun, type RateName, type Scope } from './expectation.ts';
import { Ends, one, type Gauge, type GaugeParts, type Moment, type Reading } from './gauge.ts';
import { ScopeFilter } from './scope-filter.ts';

/** What a {@link RateGauge} has counted. The instants are monotonic ms: parts of one run on one machine can be merged. */
export interface RateSnapshot {
  readonly left: number;
  readonly inTime: number;
  readonly neverLeft: number;
  readonly due: Reading | null;
  readonly started: Reading | null;
}

/**
 * How many messages a second were to leave, how many left, or which share left in time: of a whole run at a rate the share that
 * the summary has, which counts what was never offered. Holds the messages that have not left.
 */
export class RateGauge implements Gauge<RateSnapshot> {
  readonly #rate: RateName;
  readonly #isOfWholeRun: boolean;
  readonly wants: Gauge['wants'];
  readonly #filter: ScopeFilter;
  readonly #parts: GaugeParts;
  readonly #waiting = new Set<number>();
  readonly #due = new Ends();
  readonly #started = new Ends();
  #left = 0;
  #inTime = 0;
  #neverLeft = 0;

  constructor(rate: RateName, scope: Scope, parts: GaugeParts) {
    this.#rate = rate;
    this.#isOfWholeRun = isOfWholeRun(scope);
    this.#filter = new ScopeFilter(scope);
    this.wants = this.#filter.wants(['message', 'attempt', 'outcome']);
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    const meant = this.#filter.pass(record);
    if (meant === undefined) return;
    const { seq } = meant.message;
    if (meant.type === 'message') this.#waiting.add(seq);
    else if (meant.type === 'attempt') {
      if (!this.#waiting.delete(seq)) return;
      const { dueMs, startedMs } = meant.attempt;
      this.#due.add(dueMs);
      this.#started.add(startedMs);
      this.#left++;
      const lateMs = startedMs - dueMs;
      const { lateAfterMs } = this.#parts;
      if (lateMs <= lateAfterMs) this.#inTime++;
      else this.#blame(record, () => `left ${formatMeasure('time', lateMs, [lateAfterMs])} late`);
    } else if (this.#waiting.delete(seq)) {
      const { outcome, reason } = meant.outcome;
      if (outcome !== 'dropped' && outcome !== 'cut_off') return;
      this.#neverLeft++;
      this.#blame(record, () => `never left: ${reason}`);
    }
  };

  read({ summary }: Moment): Reading | null {
    const offered = this.#left + this.#neverLeft;
    switch (this.#rate) {
      case 'offered':
        return perSecond(offered, this.#due.read());
      case 'sent':
        return perSecond(this.#left, this.#started.read());
      case 'held':
        if (this.#isOfWholeRun && summary.load !== null) return one(heldShare(summary));
        return one(offered === 0 ? null : this.#inTime / offered);
    }
  }

  snapshot(): RateSnapshot {
    return {
      left: this.#left,
      inTime: this.#inTime,
      neverLeft: this.#neverLeft,
      due: this.#due.read(),
      started: this.#started.read(),
    };
  }

  merge({ left, inTime, neverLeft, due, started }: RateSnapshot): void {
    this.#left += left;
    this.#inTime += inTime;
    this.#neverLeft += neverLeft;
    this.#due.merge(due);
    this.#started.merge(started);
  }

  #blame(record: RunRecord, saw: () => string): void {
    if (this.#rate !== 'offered') this.#parts.offend(record, saw);
  }
}

/** So many from one instant to another, the first of them at its beginning. */
function perSecond(count: number, span: Reading | null): Reading | null {
  if (span === null || count < 2 || span.most <= span.least) return null;
  return one(((count - 1) * 1000) / (span.most - span.least));
}
