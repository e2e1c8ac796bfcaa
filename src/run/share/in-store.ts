import type { RunHeader } from '../../record/run-header.ts';
import type { Scenario } from '../../scenario/index.ts';

/** The commands and the faults that a scenario has in store, as the head of its records tells them. */
export function inStore({
  startMs,
  commands,
  faults,
}: Scenario): Required<Pick<RunHeader, 'commands' | 'faults'>> {
  return {
    commands: commands.map(({ atMs, command }) => ({ atMs, do: command.do })),
    faults: faults.map(({ name, input, fromMs, untilMs }) => ({
      name,
      kind: input.fault,
      fromMs: Math.max(fromMs, startMs),
      untilMs,
    })),
  };
}
