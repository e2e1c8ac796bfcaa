import type { JsonObject } from '../../spec.ts';
import type { FeedName } from '../event-types.ts';

/** What both documents say of themselves; the version is that of ASAPP's interface. */
export function about(title: string): JsonObject {
  return {
    title,
    version: '1.3.0',
    description:
      'What ASAPP posts to its customers, as phoney plays it: three feeds (activity, journey, queue), each event one POST. ' +
      'Made from the schemas that phoney validates with; what the vendor’s page leaves open is phoney’s assumption.',
    contact: { name: 'phoney', url: 'https://github.com/phoney-centre/phoney' },
    license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
  };
}

/** Where examples have the events of a feed posted. */
export function receiverPath(feed: FeedName): string {
  return `/events/${feed}`;
}
