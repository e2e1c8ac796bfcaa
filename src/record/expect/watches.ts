import { usualLateAfterMs } from '../../lib/pace.ts';
import type { Fold } from '../fold.ts';
import type { RunRecord } from '../record.ts';
import { boundRulesOf, type BoundRules, type Expectation } from './expectation.ts';
import type { Gauge, GaugeParts, Moment, Reading, RecordType } from './gauge.ts';
import { hubGauge } from './hub-gauges.ts';
import { MetricGauge } from './metric-gauge.ts';
import { Offences, type Offence } from './offence.ts';
import { OrderGauge } from './order-gauge.ts';
import { PercentileGauge } from './percentile-gauge.ts';
import { RateGauge } from './rate-gauge.ts';
import { PauseGauge, TriesGauge } from './retry-gauges.ts';
import { StatusGauge } from './status-gauge.ts';

/** What is known of one expectation, as plain JSON. */
export interface WatchSnapshot {
  readonly measured: unknown;
  readonly offences: readonly Offence[];
}

/** Watches one expectation. */
export class Watch implements Fold<WatchSnapshot> {
  readonly expectation: Expectation;
  readonly #offences = new Offences();
  readonly #gauge: Gauge;
  readonly #worst: (() => Reading | null) | undefined;
  readonly #final: BoundRules['final'];

  constructor(expectation: Expectation, lateAfterMs: number) {
    this.expectation = expectation;
    this.#gauge = gaugeOf(expectation, {
      bound: expectation,
      lateAfterMs,
      offend: (record, saw) => this.#offences.add(record, saw),
    });
    this.#final = boundRulesOf(expectation).final;
    this.#worst = expectation.abort === true ? this.#gauge.worst : undefined;
  }

  /** Of which types the records are that it wants to be told. */
  get wants(): Gauge['wants'] {
    return this.#gauge.wants;
  }

  readonly add = (record: RunRecord): void => this.#gauge.add(record);

  /** What was measured, from the least to the most; `null` where there was nothing. */
  read(moment: Moment): Reading | null {
    return this.#gauge.read(moment);
  }

  /** Whether the run is to end, because the expectation cannot be met any more. */
  get isHopeless(): boolean {
    const worst = this.#worst?.() ?? null;
    if (worst === null) return false;
    const { min = -Infinity, max = Infinity } = this.expectation;
    const isBroken = { min: worst.least < min, max: worst.most > max };
    return this.#final.some((bound) => isBroken[bound]);
  }

  /** The first that were not as they should be. */
  offences(): readonly Offence[] {
    return this.#offences.list();
  }

  snapshot(): WatchSnapshot {
    return { measured: this.#gauge.snapshot(), offences: this.#offences.list() };
  }

  merge({ measured, offences }: WatchSnapshot): void {
    this.#gauge.merge(measured);
    this.#offences.merge(offences);
  }
}

/** Watches the expectations of a run. */
export class Watches implements Fold<readonly WatchSnapshot[]> {
  readonly all: readonly Watch[];
  readonly #byType = new Map<RecordType, Watch[]>();
  readonly #onHopeless: (expectation: Expectation) => void;
  #isHopeless = false;

  /**
   * `onHopeless` is told once, of the first that has `abort` and cannot be met any more. `lateAfterMs`: what leaves later than
   * this after it was due is late.
   */
  constructor(
    expectations: readonly Expectation[],
    onHopeless: (expectation: Expectation) => void = () => undefined,
    lateAfterMs = usualLateAfterMs,
  ) {
    this.all = expectations.map((expectation) => new Watch(expectation, lateAfterMs));
    for (const watch of this.all) {
      for (const type of watch.wants) this.#byType.set(type, [...(this.#byType.get(type) ?? []), watch]);
    }
    this.#onHopeless = onHopeless;
  }

  readonly add = (record: RunRecord): void => {
    const watches = this.#byType.get(record.type);
    if (watches === undefined) return;
    for (const watch of watches) {
      watch.add(record);
      if (!this.#isHopeless && watch.isHopeless) this.#giveUp(watch);
    }
  };

  #giveUp({ expectation }: Watch): void {
    this.#isHopeless = true;
    this.#onHopeless(expectation);
  }

  snapshot(): readonly WatchSnapshot[] {
    return this.all.map((watch) => watch.snapshot());
  }

  /** Of the same expectations. */
  merge(snapshots: readonly WatchSnapshot[]): void {
    for (const [index, snapshot] of snapshots.entries()) this.all[index]?.merge(snapshot);
  }
}

function gaugeOf(expectation: Expectation, parts: GaugeParts): Gauge {
  if ('metric' in expectation) return new MetricGauge(expectation.metric, expectation, parts);
  if ('percentile' in expectation) {
    return new PercentileGauge(expectation.percentile, expectation.of, expectation, parts);
  }
  if ('status' in expectation) {
    return new StatusGauge(expectation.status, expectation.as, expectation, parts);
  }
  if ('order' in expectation) return new OrderGauge(expectation.order, expectation, parts);
  if ('rate' in expectation) return new RateGauge(expectation.rate, expectation, parts);
  if ('hub' in expectation) return hubGauge(expectation.hub, expectation, parts);
  return expectation.retries === 'tries'
    ? new TriesGauge(expectation, parts)
    : new PauseGauge(expectation, parts);
}
