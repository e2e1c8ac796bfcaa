import type { Summary } from '../summary.ts';

/** Where a share of a run stands. `lost`: it said nothing any more before it had ended. */
export type ShareState = 'waiting' | 'ready' | 'playing' | 'ended' | 'refused' | 'lost';

/** One of the shares that a run was played in, in its report. */
export interface ShareRow {
  /** From 1. */
  readonly share: number;
  /** Where it was played, such as `thread 2` or `loadgen-3:17`; `null` where nobody played it. */
  readonly where: string | null;
  readonly state: ShareState;
  /** Its own numbers as far as they are known; `null` where it never said any. */
  readonly summary: Summary | null;
  /** Ms after the beginning until which they are known. */
  readonly knownForMs: number | null;
  readonly beganLateMs: number | null;
  /** What is to be said of it, a whole sentence: why it is lost, or that it was ended before its time. */
  readonly note: string | null;
}

/** The expectation that every run of several shares has. */
export const noShareLost = 'no share lost';

/** The sentences about shares that did not play to their end. */
export function notesOf(shares: readonly Pick<ShareRow, 'share' | 'where' | 'note'>[]): string[] {
  return shares.flatMap(({ share, where, note }) => {
    if (note === null) return [];
    return [`Share ${share}${where === null ? '' : ` (${where})`}: ${note}`];
  });
}
