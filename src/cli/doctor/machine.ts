import { statfsSync } from 'node:fs';
import type { Finding } from './finding.ts';

/** What this process tells of itself; for tests, as values. */
export interface Machine {
  readonly node: string;
  /** The edition of the time-zone data, such as 2026a. */
  readonly timeZones: string;
  /** How many files this process may have open; `undefined` where that is not told. */
  readonly openFiles: number | undefined;
  /** Epoch ms. */
  readonly wallMs: number;
}

/** A feed has 32 connections unless the scenario says otherwise; a hub's clients come on top. */
const fewFiles = 1024;
const yearMs = 365 * 86_400_000;

/** Node, the time zones, the limit of open files. */
export function checkMachine({ node, timeZones, openFiles, wallMs }: Machine): Finding[] {
  const about = { node: 'Node', zones: 'time zones', files: 'open files' };
  const zonesYear = Number(timeZones.slice(0, 4));
  const isOld = wallMs - Date.UTC(zonesYear, 0) > 2 * yearMs;
  return [
    { about: about.node, weight: 'good', saw: `Node ${node}.` },
    {
      ...{ about: about.zones, weight: isOld ? 'warning' : 'good', saw: `Their data is of ${timeZones}.` },
      ...(isOld && { advice: 'Clocks may have been changed since then. Install a current Node.' }),
    },
    ...(openFiles === undefined
      ? []
      : [
          {
            about: about.files,
            weight: openFiles < fewFiles ? ('warning' as const) : ('good' as const),
            saw: `This process may have ${openFiles} open.`,
            ...(openFiles < fewFiles && {
              advice:
                'Every connection is one. Raise it before a load or a hub of many clients: ulimit -n 65536.',
            }),
          },
        ]),
  ];
}

/** Two readings of the wall clock and the monotonic clock, ms. */
export interface Clocks {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** How far apart the two may go while they are watched. */
const skewMs = 20;

/** Whether the wall clock goes as the monotonic one does: tokens, certificates and dates come from the former, pacing from the latter. */
export function checkClock(before: Clocks, after: Clocks): Finding {
  const apart = Math.abs(after.wallMs - before.wallMs - (after.monotonicMs - before.monotonicMs));
  const about = 'clock';
  if (apart <= skewMs) return { about, weight: 'good', saw: 'The wall clock goes evenly.' };
  return {
    ...{
      about,
      weight: 'warning',
      saw: `The wall clock went ${Math.round(apart)} ms off while it was watched.`,
    },
    advice: 'Something sets it. Wait until it is set, or look at the time service of this machine.',
  };
}

const leastBytes = 1024 ** 3;

/** Room for records and reports in `folder`. */
export function checkDisk(folder: string): Finding {
  const about = 'disk';
  const { bavail, bsize } = statfsSync(folder);
  const gibibytes = ((bavail * bsize) / leastBytes).toFixed(1);
  if (bavail * bsize >= leastBytes) return { about, weight: 'good', saw: `${gibibytes} GiB are free here.` };
  return {
    ...{ about, weight: 'warning', saw: `${gibibytes} GiB are free here.` },
    advice:
      'The record of a long load takes more. Make room, or write it elsewhere: --record /elsewhere/run.ndjson.zst.',
  };
}
