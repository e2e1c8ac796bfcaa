import type { BenchClient, BenchFault, ClientBench, Sighting } from '../../client-bench.ts';
import { notSeen, type Finding } from '../../demand.ts';
import { tell } from './tell.ts';

type Connected = Extract<Sighting, { what: 'connected' }>;

/** How a client came back after it was gone, or did not. */
export interface Comeback {
  readonly before: BenchClient;
  /** Absent: the connection was never over. */
  readonly leftMs: number | undefined;
  /** The connection afterwards; absent: there was none in time. */
  readonly back: Connected | undefined;
  /** Everything that was seen from when the trouble began. */
  readonly sightings: readonly Sighting[];
  readonly told: string;
}

/** Lets the connection end, by the last of the faults at the latest, and sees how the client comes back. */
export async function comeBack(
  bench: ClientBench,
  faults: readonly BenchFault[],
): Promise<Comeback | Finding> {
  const before = await bench.client();
  if (typeof before === 'string')
    return notSeen(before, 'Mend what is broken above, or give --client-command.');
  const from = bench.sightings.length;
  const since = (): readonly Sighting[] => bench.sightings.slice(from);
  const end = await bench.trouble(faults);
  const { waitMs } = bench.settings;
  const leftMs = await bench.until(
    () => since().find((seen) => seen.what === 'left' && seen.client === before.id)?.atMs,
    waitMs,
  );
  const back =
    leftMs === undefined
      ? undefined
      : await bench.until(() => since().find((seen) => seen.what === 'connected'), waitMs);
  await end();
  // What it does as soon as it is back belongs to it.
  if (back !== undefined) await bench.client();
  return { before, leftMs, back, sightings: since(), told: tell(since(), since()[0]?.atMs ?? 0) };
}

/** Whether it could not be seen. */
export function isFinding(seen: Comeback | Finding): seen is Finding {
  return 'verdict' in seen;
}
