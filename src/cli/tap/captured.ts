import type { CaptureRules, Sighted } from '../../capture/capturer.ts';
import type { ReadOnWire } from '../../dialects/vendor.ts';

/** A hub's call of the client's method as it is kept: its arguments as JSON, whichever protocol they came by. */
export function sightedOf(message: unknown, ms: number, hubPath: string): Sighted {
  const body = Buffer.from(JSON.stringify([message]));
  return { channel: 'signalr', ms, method: 'MessageReceived', path: hubPath, headers: {}, body };
}

/** What such a call says of itself. */
export function tellOf(read: ReadOnWire): CaptureRules['tell'] {
  return ({ path, ...message }) => {
    const { feed, eventType, eventId } = read({ ...message, url: path });
    return { feed, eventType, eventId };
  };
}
