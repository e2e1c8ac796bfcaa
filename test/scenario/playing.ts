import type { CentreEvent } from '../../src/centre/model/event.ts';
import { formatRecord, type RecordedCommand } from '../../src/record/record.ts';
import type { RunResult } from '../../src/record/run-result.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario, type ScenarioInput } from '../../src/scenario/index.ts';

/** A day as its record tells it, without anything being sent. */
export interface PlayedDay {
  readonly events: readonly CentreEvent[];
  readonly commands: readonly RecordedCommand[];
  /** The whole record as it is written. */
  readonly lines: readonly string[];
  readonly result: RunResult;
}

/** A centre of an hour in which nothing happens by itself. */
export const still = {
  duration: '1h',
  pace: 'max',
  centre: {
    queues: [{ name: 'Sales' }, { name: 'Billing' }, { name: 'Web', channel: 'chat' }],
    agents: [
      { name: 'alice', queues: ['Sales'] },
      { name: 'bob', queues: ['Billing'], team: 'day' },
      { name: 'agent', count: 12, queues: ['Web'], team: 'day' },
    ],
  },
  targets: { asapp: { raw: { url: 'http://127.0.0.1:9/' } } },
} satisfies ScenarioInput;

/** A call that is answered at once and does not end by itself. */
export const call = { profile: 'voice-plain', talk: '50m', ring: '0s', no_answer: 0, declined: 0 };

/** Plays {@link still} with these commands, or other keys, to its end. */
export async function playDay(more: Partial<ScenarioInput>): Promise<PlayedDay> {
  const events: CentreEvent[] = [];
  const commands: RecordedCommand[] = [];
  const lines: string[] = [];
  const run = await startRun(loadScenario({ ...still, ...more }), {
    instead: { send: () => undefined },
    sinks: [
      (record) => {
        if (record.type === 'event') events.push(record.event);
        if (record.type === 'command') commands.push(record.command);
        lines.push(formatRecord(record));
      },
    ],
  });
  return { events, commands, lines, result: await run.result };
}
