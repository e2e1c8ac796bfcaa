import type { Captured } from './captured.ts';

/** Which messages of a capture are wanted. */
export type CapturedFilter = (message: Pick<Captured, 'vendor' | 'feed' | 'eventType'>) => boolean;

/**
 * Reads `vendor/feed/event_type`, each of which may be `*`; what is left out at the end is any. `undefined` for a text that is
 * none.
 */
export function readFilter(text: string): CapturedFilter | undefined {
  const parts = text.split('/').map((part) => part.trim());
  if (parts.length > 3 || parts.includes('')) return undefined;
  const [vendor = '*', feed = '*', eventType = '*'] = parts;
  return (message) =>
    suits(vendor, message.vendor) && suits(feed, message.feed) && suits(eventType, message.eventType);
}

function suits(wanted: string, value: string | null): boolean {
  return wanted === '*' || wanted === value;
}
