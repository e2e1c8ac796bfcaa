import type { CommandEvent } from '../centre/model/event.ts';
import type { RunRecord } from './record.ts';

/** Tells the refused commands of a scenario from those that somebody gave while it ran, who was told of it. */
export class Refusals {
  /** Refusals that were told, whose event is yet to come. */
  readonly #told = new Set<string>();

  /** The event, where the record is one of a command of the scenario that had no effect. */
  take(record: RunRecord): CommandEvent | undefined {
    if (record.type === 'command') {
      const { at, do: command, reason, outcome, source } = record.command;
      if (outcome !== 'refused') return undefined;
      const isOfScenario = source === 'scenario';
      // What the centre refuses is told by the event that follows; what is not the centre's, by the command alone.
      if (command.startsWith('fault.'))
        return isOfScenario ? { type: 'command.refused', at, command, reason: reason ?? '' } : undefined;
      if (!isOfScenario) this.#told.add(`${at} ${command} ${reason}`);
      return undefined;
    }
    if (record.type !== 'event' || record.event.type !== 'command.refused') return undefined;
    const { at, command, reason } = record.event;
    return this.#told.delete(`${at} ${command} ${reason}`) ? undefined : record.event;
  }
}
