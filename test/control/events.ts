import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { readEvents, type StreamEvent } from '../../src/cli/ctl/event-stream.ts';

export type { StreamEvent };

/** Reads events until one `isLast`, then hangs up; all that there are, when the stream ends before. */
export async function readUntil(
  response: IncomingMessage,
  isLast: (event: StreamEvent) => boolean,
): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readEvents(response)) {
    events.push(event);
    if (isLast(event)) break;
  }
  if (!response.destroyed) {
    response.destroy();
    await once(response, 'close');
  }
  return events;
}

/** The events that are records. */
export const records = (events: readonly StreamEvent[]): StreamEvent[] =>
  events.filter(({ event }) => ['event', 'message', 'attempt', 'outcome', 'command'].includes(event));
