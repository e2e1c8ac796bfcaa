/** The format of record files that this phoney writes and reads; a new number where an old reader would be wrong. */
export const recordFormat = 1;

/** What a scenario may be played with beside `phoney run`. */
export const playCommands = ['replay', 'load'] as const;
/** The name of one of these. */
export type PlayCommand = (typeof playCommands)[number];

/** What a record file is of: its first line. */
export interface RunHeader {
  readonly type: 'run';
  readonly format: typeof recordFormat;
  /** The version that wrote it. */
  readonly phoney: string;
  /** The scenario's file, as it was given; of a replay, the capture's; of a load without one, the flags in its place. */
  readonly scenario: string;
  /** Absent for a scenario that was played as it is. */
  readonly command?: PlayCommand | undefined;
  readonly seed: number;
  /** The instant at which the monotonic clock, that of attempts, stood at `startedMonotonicMs`. Epoch ms of the wall clock. */
  readonly startedAtMs: number;
  readonly startedMonotonicMs: number;
  /** Simulated epoch ms. */
  readonly simulatedStartMs: number;
  /** Of the centre, an IANA name. Absent in a file that says nothing of it, as are the following. */
  readonly timeZone?: string;
  /** The scenario's own, in the order of the file. */
  /** What leaves later than this after it was due is late, ms. Absent: 10. */
  readonly lateAfterMs?: number;
  readonly commands?: readonly { readonly atMs: number; readonly do: string }[];
  readonly faults?: readonly HeaderFault[];
}

/** A fault that the scenario has in store. */
export interface HeaderFault {
  readonly name: string;
  readonly kind: string;
  /** Simulated epoch ms; `untilMs` is `Infinity` for the end of the run. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The header as one line of JSON without the line break. */
export function formatRunHeader(header: RunHeader): string {
  const { type, format, phoney, scenario, seed, startedAtMs, startedMonotonicMs, simulatedStartMs } = header;
  const { command, timeZone, lateAfterMs, commands, faults } = header;
  return JSON.stringify({
    type,
    format,
    phoney,
    scenario,
    command,
    seed,
    startedAt: iso(startedAtMs),
    startedMonotonicMs,
    simulatedStart: iso(simulatedStartMs),
    timeZone,
    lateAfterMs,
    commands: commands?.map(({ atMs, do: what }) => ({ at: iso(atMs), do: what })),
    faults: faults?.map(({ name, kind, fromMs, untilMs }) => ({
      name,
      kind,
      from: iso(fromMs),
      until: Number.isFinite(untilMs) ? iso(untilMs) : null,
    })),
  });
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
