import type { z } from 'zod';
import type { Dialect } from '../dialect.ts';
import type { DialectDefinition } from './definition.ts';
import { usualDeliveries, type Delivery } from './delivery.ts';
import { feedsIn } from './settings-for.ts';

type Definition<Schema extends z.ZodType> = DialectDefinition<string, Schema>;

/** The one feed of a dialect that names none. */
const onlyFeed = 'events';

/** Where each feed is posted. */
export function deliveriesOf<Schema extends z.ZodType>(
  definition: Definition<Schema>,
  settings: z.output<Schema>,
): Readonly<Record<string, Delivery>> {
  return (
    definition.delivery?.(settings) ??
    usualDeliveries(settings, namedFeeds(definition, settings) ?? [onlyFeed])
  );
}

/** The feeds: those that are named, or else those that are posted, or that have lanes. */
export function feedsOf<Schema extends z.ZodType>(
  definition: Definition<Schema>,
  settings: z.output<Schema>,
  lanes: () => Dialect['lanes'],
): readonly string[] {
  const named = namedFeeds(definition, settings);
  if (named !== undefined) return named;
  const posted = Object.keys(deliveriesOf(definition, settings));
  if (posted.length > 0) return posted;
  const own = lanes().map(({ feed }) => feed);
  return own.length > 0 ? own : [onlyFeed];
}

/** The types of event of a feed; none where nobody says. */
export function eventTypesOf(
  { eventTypes, events }: Pick<Definition<z.ZodType>, 'eventTypes' | 'events'>,
  feed: string,
): readonly string[] {
  if (typeof eventTypes === 'function') return eventTypes(feed);
  if (eventTypes === undefined) return Object.keys(events ?? {});
  if (isList(eventTypes)) return eventTypes;
  return Object.hasOwn(eventTypes, feed) ? (eventTypes[feed] ?? []) : [];
}

/** The feed of a message of that type, where it can be only one by the definition alone: whoever receives has no settings. */
export function feedOfType<Schema extends z.ZodType>(
  definition: Definition<Schema>,
  eventType: string | undefined,
): string | undefined {
  const { feeds = feedsIn(definition.settings) } = definition;
  const isPlain = definition.delivery === undefined && definition.create === undefined;
  if (typeof feeds === 'function') return undefined;
  if (feeds.length === 0) return isPlain ? onlyFeed : undefined;
  const suiting = feeds.filter((feed) => eventTypesOf(definition, feed).includes(eventType ?? ''));
  const [feed, ...others] = feeds.length === 1 ? feeds : suiting;
  return others.length === 0 ? feed : undefined;
}

function namedFeeds<Schema extends z.ZodType>(
  { feeds }: Definition<Schema>,
  settings: z.output<Schema>,
): readonly string[] | undefined {
  return typeof feeds === 'function' ? feeds(settings) : feeds;
}

function isList(value: readonly string[] | object): value is readonly string[] {
  return Array.isArray(value);
}
