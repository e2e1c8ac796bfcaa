import { Gauge, type Registry } from 'prom-client';
import type { Buckets } from '../../record/histogram.ts';

/** From a millisecond to the longest time-out that vendors have; in seconds, as Prometheus wants them. */
const boundsSec = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

/** The same in ms. */
export const boundsMs: readonly number[] = boundsSec.map((seconds) => seconds * 1000);

/** What it is of. */
type Labels = Readonly<Record<'vendor' | 'feed', string>>;
type Got = Awaited<ReturnType<Gauge<'vendor' | 'feed' | 'le'>['get']>>;

/**
 * A histogram that is read from counts. It is a gauge only in that its values are not observed: the library's own histogram can be fed with
 * single durations alone, and the record's folds have counted them already.
 */
export class Durations extends Gauge<'vendor' | 'feed' | 'le'> {
  readonly #name: string;
  readonly #counted: { readonly labels: Labels; readonly buckets: Buckets }[] = [];

  constructor(registry: Registry, name: string, help: string) {
    super({ name, help, labelNames: ['vendor', 'feed', 'le'], registers: [registry] });
    this.#name = name;
  }

  /** Adds what was counted by {@link boundsMs}. */
  count(labels: Labels, buckets: Buckets): void {
    this.#counted.push({ labels, buckets });
  }

  override async get(): Promise<Got> {
    const values = this.#counted.flatMap(({ labels, buckets }) => this.#valuesOf(labels, buckets));
    return { ...(await super.get()), type: 'histogram' as unknown as Got['type'], values };
  }

  #valuesOf(labels: Labels, { count, sumMs, upTo }: Buckets) {
    const name = this.#name;
    return [
      ...boundsSec.map((le, i) => ({
        metricName: `${name}_bucket`,
        labels: { ...labels, le: String(le) },
        value: upTo[i] ?? count,
      })),
      { metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
      { metricName: `${name}_sum`, labels, value: sumMs / 1000 },
      { metricName: `${name}_count`, labels, value: count },
    ];
  }
}
