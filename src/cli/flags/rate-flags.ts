import { InvalidArgumentError, type Command } from 'commander';
import type { PacePlan } from '../../lib/pace.ts';
import { readPercent } from '../../lib/percent.ts';
import { parseDurationFlag } from './flags.ts';

/** When a rate counts as held. */
export interface RateFlags {
  /** Ms. */
  readonly lateAfter?: number;
  /** From 0 to 1. */
  readonly held?: number;
}

/** Adds the flags of {@link RateFlags}. */
export function addRateFlags(command: Command): Command {
  return command
    .option(
      '--late-after <time>',
      'of a rate: a message that leaves later than this after it was due is late; default: 10ms',
      parseDurationFlag,
    )
    .option(
      '--held <share>',
      'of a rate: the share of its messages that has to leave in time, otherwise the run fails; 0% asks for none; default: 99%',
      parseShare,
    );
}

/** A rate with what the flags say of it; any other pace as it is. */
export function withRateFlags(pace: PacePlan, { lateAfter, held }: RateFlags): PacePlan {
  if (pace.kind !== 'rate') return pace;
  return {
    ...pace,
    ...(lateAfter !== undefined && { lateAfterMs: lateAfter }),
    ...(held !== undefined && { heldShare: held }),
  };
}

function parseShare(text: string): number {
  const share = readPercent(text) ?? (text.trim() === '' ? NaN : Number(text));
  if (share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError(`"${text}" is not a share. Write one from 0% to 100%, such as 99%.`);
}
