/** What there is to tell of a run at a rate, once a second: a stretch of it, and what phoney itself used meanwhile. */
export interface RecordedLoad {
  /** When the stretch ended, monotonic ms, and how long it was. */
  readonly atMs: number;
  readonly forMs: number;
  /** Messages that the rate asked for in it. Of the last stretch as many less as there were none any more. */
  readonly requested: number;
  /** Messages that became due in it, of those that were asked for then or before. */
  readonly offered: number;
  /** How much later than they should timers of this process were served, ms. */
  readonly loopDelayMs: { readonly mean: number; readonly p99: number; readonly max: number };
  readonly cpuMs: { readonly user: number; readonly system: number };
  /** Collections of garbage, and for how long they stopped everything, ms. */
  readonly gc: { readonly count: number; readonly pauseMs: number; readonly longestMs: number };
  /** For how long messages that were due waited until their records could be written, ms. Absent: not at all. */
  readonly recordingMs?: number | undefined;
  /** How long after the time that was asked for it ended: what was late by then still became due. Absent: not after it. */
  readonly overMs?: number | undefined;
  /** On the last: the scenario had nothing more to say before its time was up. */
  readonly ranDry?: true | undefined;
}
