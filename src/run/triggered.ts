import type { CarriedOut } from '../centre/triggers/triggered.ts';
import type { RecordedTrigger } from '../record/record.ts';

/** What triggered a command, for the record. */
export function recordedTrigger({ index, happening }: CarriedOut): RecordedTrigger {
  const { event, agent, queue, contact, callback } = happening;
  return {
    command: `commands[${index}]`,
    event: event.type,
    at: new Date(event.at).toISOString(),
    ...(agent !== null && { agent }),
    ...(queue !== null && { queue }),
    ...(contact !== null && { contact }),
    ...(callback !== null && { callback }),
  };
}
