import type { RunEnd } from '../../record/run-end.ts';
import type { RunResult } from '../../record/run-result.ts';
import type { Run } from '../../run/handle.ts';

/** The last line of a run's records: how it ended, and what the centre's ids stand for. */
export function endOf(
  { clock, centre }: Run,
  { seed: _seed, summary: _summary, ...ending }: RunResult,
): RunEnd {
  return {
    type: 'end',
    atMs: clock.simulatedMs,
    ...ending,
    agents: Object.fromEntries(centre.agents.map(({ id, username }) => [id, username])),
    queues: Object.fromEntries(centre.queues.map(({ id, name }) => [id, name])),
  };
}
