import type { Attempt } from '../../channels/message.ts';
import { Histogram, type HistogramSnapshot } from '../histogram.ts';
import type { RunRecord } from '../record.ts';
import { formatBounded } from '../report/wording.ts';
import type { Scope, TimeName } from './expectation.ts';
import { isWithin, one, type Gauge, type GaugeParts, type Reading } from './gauge.ts';
import { timeUs } from '../figures/times.ts';
import { ScopeFilter } from './scope-filter.ts';

/** Any percentile of one of the times of messages. */
export class PercentileGauge implements Gauge<HistogramSnapshot> {
  readonly #percentile: number;
  readonly #time: TimeName;
  readonly wants: Gauge['wants'];
  readonly #filter: ScopeFilter;
  readonly #parts: GaugeParts;
  readonly #times = new Histogram();

  constructor(percentile: number, time: TimeName, scope: Scope, parts: GaugeParts) {
    this.#percentile = percentile;
    this.#time = time;
    this.#filter = new ScopeFilter(scope);
    this.wants = this.#filter.wants(['attempt']);
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    const meant = this.#filter.pass(record);
    if (meant?.type !== 'attempt') return;
    const ms = timeOf(meant.attempt, this.#time);
    if (ms === null) return;
    this.#times.add(ms);
    if (!isWithin(ms, this.#parts.bound))
      this.#parts.offend(record, () => formatBounded('time', ms, this.#parts.bound));
  };

  read(): Reading | null {
    return one(this.#times.percentile(this.#percentile));
  }

  snapshot(): HistogramSnapshot {
    return this.#times.snapshot();
  }

  merge(snapshot: HistogramSnapshot): void {
    this.#times.merge(snapshot);
  }
}

/** As the summary has them: of deliveries. */
function timeOf(attempt: Attempt, time: TimeName): number | null {
  if (attempt.error !== null || (time === 'receiver' && attempt.faults !== undefined)) return null;
  return timeUs(attempt, time === 'response' ? 'latency' : time) / 1000;
}
