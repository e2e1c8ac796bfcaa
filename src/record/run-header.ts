/** The format of record files that this phoney writes and reads; a new number where an old reader would be wrong. */
export const recordFormat = 1;

/** What a record file is of: its first line. */
export interface RunHeader {
  readonly type: 'run';
  readonly format: typeof recordFormat;
  /** The version that wrote it. */
  readonly phoney: string;
  /** The scenario's file, as it was given. */
  readonly scenario: string;
  readonly seed: number;
  /** The instant at which the monotonic clock, that of attempts, stood at `startedMonotonicMs`. Epoch ms of the wall clock. */
  readonly startedAtMs: number;
  readonly startedMonotonicMs: number;
  /** Simulated epoch ms. */
  readonly simulatedStartMs: number;
}

/** The header as one line of JSON without the line break. */
export function formatRunHeader(header: RunHeader): string {
  const { type, format, phoney, scenario, seed, startedAtMs, startedMonotonicMs, simulatedStartMs } = header;
  return JSON.stringify({
    type,
    format,
    phoney,
    scenario,
    seed,
    startedAt: new Date(startedAtMs).toISOString(),
    startedMonotonicMs,
    simulatedStart: new Date(simulatedStartMs).toISOString(),
  });
}
