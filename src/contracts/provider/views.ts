import type { Frame } from './recording-protocol.ts';

/** What of a frame a contract speaks of. */
export type FrameView = (frame: Frame) => unknown;

const argument: FrameView = (frame) => ((frame['arguments'] ?? []) as readonly unknown[])[0];
const data: FrameView = (frame) => {
  const message = argument(frame);
  if (typeof message !== 'object' || message === null) return undefined;
  const members = new Map(Object.entries(message));
  return members.get('data') ?? members.get('Data');
};

/**
 * How a contract about `MessageReceived` looks at a frame, from its example: as the whole frame, as the argument that a handler
 * gets, as the list of arguments, or as the event's data alone. `undefined` when it is about no message of a hub.
 */
export function viewOf(example: unknown): FrameView | undefined {
  if (Array.isArray(example))
    return viewOf(example[0]) === undefined ? undefined : (frame) => frame['arguments'];
  if (typeof example !== 'object' || example === null) return undefined;
  const names = new Set(Object.keys(example).map((name) => name.toLowerCase()));
  if (names.has('arguments') || names.has('target')) return (frame) => frame;
  if (names.has('subscription')) return argument;
  if (names.has('data') && !names.has('event_type') && !names.has('meta_data')) return argument;
  return names.has('eventtype') ? data : undefined;
}
