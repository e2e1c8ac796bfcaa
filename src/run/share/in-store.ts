import type { RunHeader } from '../../record/run-header.ts';
import type { Scenario } from '../../scenario/index.ts';

/** What a scenario has in store, as the head of its records tells it: commands, faults, and what it calls late. */
export function inStore({
  startMs,
  pace,
  commands,
  faults,
}: Scenario): Pick<RunHeader, 'commands' | 'faults' | 'lateAfterMs'> {
  return {
    ...(pace.kind === 'rate' && pace.lateAfterMs !== undefined && { lateAfterMs: pace.lateAfterMs }),
    commands: commands.map(({ atMs, command }) => ({ atMs, do: command.do })),
    faults: faults.map(({ name, input, fromMs, untilMs }) => ({
      name,
      kind: input.fault,
      fromMs: Math.max(fromMs, startMs),
      untilMs,
    })),
  };
}
