import { readPercent } from '../../lib/percent.ts';
import { z } from 'zod';
import { parseFineDuration } from '../../lib/duration.ts';
import type { Bound } from '../../record/expect/expectation.ts';
import type { MetricKind } from '../../record/metric.ts';

const bound = z.union([z.number(), z.string()]);

/** The keys of a bound. */
export const boundKeys = {
  min: bound
    .optional()
    .describe(
      'The least that is allowed: a number, of a share 99.9 % or 0.999, of times a duration such as 250ms.',
    ),
  max: bound.optional().describe('The most that is allowed, written like min.'),
};

/** A bound as it is written. */
export interface WrittenBound {
  readonly min?: number | string | undefined;
  readonly max?: number | string | undefined;
}

/** Tells of a mistake at a key of the bound, or of one of the bound as a whole. */
export type Complain = (message: string, key?: 'min' | 'max') => void;

/** The bound as its kind wants it, and everything that is wrong with it. */
export function readBounds(given: WrittenBound, kind: MetricKind, complain: Complain): Bound {
  const read = (key: 'min' | 'max'): number | undefined => {
    const value = given[key];
    if (value === undefined) return undefined;
    const result = readBound(value, kind);
    if (typeof result === 'number') return result;
    complain(result, key);
    return undefined;
  };
  const [min, max] = [read('min'), read('max')];
  if (given.min === undefined && given.max === undefined) {
    complain('An expectation needs a bound. Give min, max or both.');
  }
  if (min !== undefined && max !== undefined && min > max) {
    complain(`min ${given.min} is greater than max ${given.max}: nothing can meet that. Exchange them.`);
  }
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** Whether a bound is of a share where it could be of a count as well. */
export function isShare({ min, max }: WrittenBound): boolean {
  return [min, max].some((value) =>
    typeof value === 'string' ? value.includes('%') : value !== undefined && !Number.isInteger(value),
  );
}

function readBound(value: number | string, kind: MetricKind): number | string {
  switch (kind) {
    case 'time':
      return readTime(value);
    case 'share':
      return readShare(value);
    case 'rate':
      return typeof value === 'number' && value >= 0
        ? value
        : `${show(value)} is not a rate. Write how many a second, such as 950.`;
    case 'count':
      if (typeof value === 'string') return `"${value}" is not a number. This metric wants one.`;
      return Number.isInteger(value) && value >= 0
        ? value
        : `${value} is not a count. Write a whole number, 0 or more.`;
  }
}

function readTime(value: number | string): number | string {
  const ms = typeof value === 'string' ? parseFineDuration(value) : undefined;
  if (ms !== undefined) return ms;
  return typeof value === 'number'
    ? `${value} has no unit. Write a number and a unit, such as ${value}ms or 2s.`
    : `"${value}" is not a duration. Write a number and a unit, such as 250ms or 2s.`;
}

function readShare(value: number | string): number | string {
  const share = typeof value === 'string' ? readPercent(value) : value;
  if (share !== undefined && share >= 0 && share <= 1) return share;
  return `${show(value)} is not a share. Write one such as 99.9 % or 0.999, from 0 % to 100 %.`;
}

function show(value: number | string): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
