import type { Clock } from '../../lib/clock.ts';
import { formatRunHeader, recordFormat } from '../../record/run-header.ts';
import type { Scenario } from '../../scenario/index.ts';
import { version } from '../version.ts';

/** The first line of a run's records. Reads both clocks at one instant. */
export function headerLine({ file, seed, startMs }: Scenario, clock: Clock): string {
  return formatRunHeader({
    type: 'run',
    format: recordFormat,
    phoney: version,
    scenario: file,
    seed,
    startedAtMs: clock.wallMs(),
    startedMonotonicMs: clock.monotonicMs(),
    simulatedStartMs: startMs,
  });
}
