import type { Sighting } from '../../client-bench.ts';

/** The most that are told. */
const most = 12;

/** What was seen, in a line: `+0.1 s asked for a token (200), +0.2 s connected`, counted from `fromMs`. */
export function tell(sightings: readonly Sighting[], fromMs: number): string {
  const told = sightings
    .filter(({ what }) => what !== 'pinged')
    .map((seen) => `+${((seen.atMs - fromMs) / 1000).toFixed(1)} s ${describe(seen)}`);
  const left = told.length - most;
  return `${[...told.slice(0, most), ...(left > 0 ? [`and ${left} more`] : [])].join(', ') || 'nothing was seen of it'}.`;
}

function describe(seen: Sighting): string {
  switch (seen.what) {
    case 'asked for a token':
      return `asked for a token (${seen.status})`;
    case 'showed a token':
      return seen.isGood ? 'showed a good token' : 'showed a token that is no good';
    case 'connected':
      return `connected over ${seen.transport}`;
    case 'called':
      return `called ${seen.method} (${seen.subscriptions} subscriptions)`;
    case 'was troubled':
      return `${seen.fault} happened`;
    default:
      return seen.what;
  }
}
