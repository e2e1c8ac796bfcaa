import type { Clock } from '../../lib/clock.ts';
import { recordFormat, type RunHeader } from '../../record/run-header.ts';
import { inStore } from '../../run/share/in-store.ts';
import type { Scenario } from '../../scenario/index.ts';
import { version } from '../version.ts';

/** What a run's records are of. Reads both clocks at one instant. */
export function headerOf(scenario: Scenario, clock: Clock, command?: RunHeader['command']): RunHeader {
  const { file, seed, startMs, centre } = scenario;
  return {
    type: 'run',
    format: recordFormat,
    phoney: version,
    scenario: file,
    ...(command !== undefined && { command }),
    seed,
    startedAtMs: clock.wallMs(),
    startedMonotonicMs: clock.monotonicMs(),
    simulatedStartMs: startMs,
    timeZone: centre.time_zone,
    ...inStore(scenario),
  };
}
