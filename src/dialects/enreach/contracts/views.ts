import type { Frame } from '../../../contracts/provider/recording-protocol.ts';

/** What of a frame a contract speaks of. */
type FrameView = (frame: Frame) => unknown;

const argument: FrameView = (frame) => ((frame['arguments'] ?? []) as readonly unknown[])[0];
const data: FrameView = (frame) => memberOf(argument(frame), 'data');

/**
 * How a contract about `MessageReceived` looks at a frame, from its example: as the whole frame, as the argument that a handler
 * gets, as the list of arguments, or else as the event's data alone.
 */
export function viewOf(example: unknown): FrameView {
  if (Array.isArray(example)) return (frame) => frame['arguments'];
  if (typeof example !== 'object' || example === null) return data;
  const names = new Set(Object.keys(example).map((name) => name.toLowerCase()));
  if (names.has('arguments') || names.has('target')) return (frame) => frame;
  return names.has('subscription') || names.has('data') ? argument : data;
}

/** The type of the event that a frame tells. */
export function eventTypeOf(frame: Frame): string | undefined {
  const eventType = memberOf(data(frame), 'eventType');
  return typeof eventType === 'string' ? eventType : undefined;
}

/** When the event of a frame happened, epoch ms; `NaN` when it does not say. */
export function timeOf(frame: Frame): number {
  const timestamp = memberOf(data(frame), 'timestamp');
  return Date.parse(typeof timestamp === 'string' ? timestamp : '');
}

/** A member in camel case or as .NET names it. */
function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const members = new Map(Object.entries(value));
  return members.get(name) ?? members.get(name[0]?.toUpperCase() + name.slice(1));
}
