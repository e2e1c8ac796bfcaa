import type { VendorSpec, WireShape } from '../../spec.ts';
import { eventTypes, feedNames, type FeedName } from '../event-types.ts';
import { wireEvents } from '../wire/index.ts';
import { asyncapi } from './asyncapi.ts';
import { openapi } from './openapi.ts';
import { summaries } from './summaries.ts';

/** Where ASAPP's page tells of a feed. */
const sections: Readonly<Record<FeedName, string>> = {
  activity: 'ASAPP, "Building a Real-Time Event API", section "Activity Feed"',
  journey: 'ASAPP, "Building a Real-Time Event API", section "Journey Feed"',
  queue: 'ASAPP, "Building a Real-Time Event API", section "Queue State Feed"',
};

/** What goes over ASAPP's wire: an event in the body of each POST, in three feeds. */
export const asappSpec: VendorSpec = {
  title: 'ASAPP',
  shapes: [
    {
      name: 'event',
      typeName: 'AsappEvent',
      summary: 'Any event of any feed, as an address gets it that all feeds share.',
      page: 'ASAPP, "Building a Real-Time Event API", section "Customer Requirements"',
      choiceOf: feedNames,
      examples: (examplesOf) => feedNames.flatMap((feed) => examplesOf(feed).slice(0, 1)),
    },
    ...feedNames.flatMap((feed) => [feedShape(feed), unknownShape(feed), ...eventShapes(feed)]),
  ],
  asyncapi,
  openapi,
};

function feedShape(feed: FeedName): WireShape {
  const names = { activity: 'Activity', journey: 'Journey', queue: 'Queue' };
  return {
    name: feed,
    typeName: `Asapp${names[feed]}Event`,
    summary: `Any event of the ${feed} feed.`,
    page: sections[feed],
    schema: wireEvents[feed],
    eventTypes: eventTypes[feed],
    choiceOf: [...eventTypes[feed], unknownName(feed)],
  };
}

function eventShapes(feed: FeedName): WireShape[] {
  return eventTypes[feed].map((name) => ({
    name,
    typeName: `Asapp${pascal(name)}`,
    summary: summaries[name],
    page: sections[feed],
    narrows: feed,
    to: { event_type: name },
    eventTypes: [name],
  }));
}

/** The page's samples have no type: whoever reads a feed must not fall over one. */
function unknownShape(feed: FeedName): WireShape {
  return {
    name: unknownName(feed),
    typeName: `AsappUnknown${pascal(feed)}`,
    summary: `An event of the ${feed} feed whose type the vendor does not tell.`,
    page: sections[feed],
    narrows: feed,
    to: { event_type: 'UNKNOWN' },
    examples: (examplesOf) =>
      examplesOf(feed).map((one) => ({ ...(one as Record<string, unknown>), event_type: 'UNKNOWN' })),
  };
}

function unknownName(feed: FeedName): string {
  return `${feed}.UNKNOWN`;
}

function pascal(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}
