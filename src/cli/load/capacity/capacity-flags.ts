import { InvalidArgumentError, type Command } from 'commander';
import { InputError } from '../../../lib/errors.ts';
import { readSlo, sloNames, type Slo } from '../../../load/slo.ts';
import { parseDurationFlag, parseRate } from '../../flags/flags.ts';

/** What the command line says of a search for what a receiver holds. */
export interface CapacityFlags {
  readonly findCapacity?: boolean;
  readonly slo: readonly Slo[];
  readonly maxDropped?: number;
  /** Ms. */
  readonly step?: number;
  readonly maxRate?: number;
}

/** Where the flags say nothing. */
export const usualCapacity = { maxDropped: 0, stepMs: 10_000, maxRatePerSec: 100_000 } as const;

/** Adds the flags of {@link CapacityFlags}. */
export function addCapacityFlags(command: Command): Command {
  return command
    .option(
      '--find-capacity',
      'find the highest rate that the receiver holds: twice the rate (from --rate, or 100) until it does not, then between the two',
    )
    .option(
      '--slo <bound>',
      'with --find-capacity, what it has to keep to, such as p99<200ms; repeatable; default: p99<1s',
      collectSlo,
      [],
    )
    .option(
      '--max-dropped <n>',
      'with --find-capacity, how many messages of a step may be lost; default: 0',
      parseWhole,
    )
    .option(
      '--step <time>',
      'with --find-capacity, how long each rate is held; default: 10s',
      parseDurationFlag,
    )
    .option('--max-rate <n>', 'with --find-capacity, no rate above it is tried; default: 100000', parseRate);
}

/** Throws an `InputError` with every flag of a search where none is made: a bound that nothing is held against looks like one that holds. */
export function checkNoCapacityFlags({ slo, maxDropped, step, maxRate }: CapacityFlags): void {
  const given = {
    '--slo': slo.length > 0 || undefined,
    '--max-dropped': maxDropped,
    '--step': step,
    '--max-rate': maxRate,
  };
  const problems = Object.entries(given).flatMap(([file, value]) =>
    value === undefined ? [] : [{ file, message: needsSearch }],
  );
  if (problems.length > 0) throw new InputError(problems);
}

const needsSearch =
  'Without --find-capacity nothing is held against it. Add --find-capacity, or leave it out; what a run has to keep to stands under expect in its scenario.';

function collectSlo(text: string, before: readonly Slo[]): Slo[] {
  const slo = readSlo(text);
  if (slo !== undefined) return [...before, slo];
  throw new InvalidArgumentError(
    `"${text}" is not a bound. Write such as p99<200ms, of one of ${sloNames.join(', ')}.`,
  );
}

function parseWhole(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`"${text}" is not a whole number.`);
}
