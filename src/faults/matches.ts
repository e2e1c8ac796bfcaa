import type { About, Unnumbered } from '../channels/message.ts';
import type { Where } from './schema.ts';

/** Whether a fault with that `where` may touch the message. */
export function matches(
  where: Where,
  { vendor, feed, eventType, contactId, about = {} }: Unnumbered,
): boolean {
  // Who connects is no message.
  if (where.client !== undefined || where.transport !== undefined || where.path !== undefined) return false;
  if (where.connection !== undefined) return false;
  const { vendor: vendors, feed: feeds, event_type: types, agent, queue, contact } = where;
  return (
    isOneOf(vendors, vendor) &&
    (isOneOf(feeds, feed) || isOneOf(feeds, `${vendor}.${feed}`)) &&
    isOneOf(types, eventType) &&
    isOneOf(agent, about.agent) &&
    isOneOf(queue, about.queue) &&
    (isOneOf(contact, about.contact) || isOneOf(contact, contactId ?? undefined))
  );
}

function isOneOf(wanted: readonly string[] | undefined, value: About[keyof About]): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}
