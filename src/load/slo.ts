import { parseFineDuration } from '../lib/duration.ts';
import type { Percentiles } from '../record/percentiles.ts';

/** What is asked of the times of a step: that one of them is no longer than so much. */
export interface Slo {
  /** As it was given. */
  readonly text: string;
  readonly key: Exclude<keyof Percentiles, 'count'>;
  readonly maxMs: number;
}

const keys: Readonly<Record<string, Slo['key']>> = {
  min: 'min',
  mean: 'mean',
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  'p99.9': 'p999',
  max: 'max',
};

/** Reads such as `p99<200ms`; `undefined` where it is none. */
export function readSlo(text: string): Slo | undefined {
  const [, name = '', length = ''] = /^\s*([\w.]+)\s*<=?\s*(.+?)\s*$/.exec(text) ?? [];
  const key = keys[name];
  const maxMs = parseFineDuration(length);
  return key === undefined || maxMs === undefined || maxMs <= 0
    ? undefined
    : { text: text.trim(), key, maxMs };
}

/** What may stand before the sign. */
export const sloNames: readonly string[] = Object.keys(keys);
