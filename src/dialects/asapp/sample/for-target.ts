import { InputError } from '../../../lib/errors.ts';
import type { HttpDraft, Sample, SampleWish } from '../../dialect.ts';
import { explainEventType, feedOf, type FeedName } from '../event-types.ts';
import type { Company } from '../meta-data.ts';
import type { FeedTarget } from '../render.ts';
import { makeEvent } from './one-event.ts';

/** One event as the target sends it. An `event_list` holds nothing back here: the event was asked for by its name. */
export function sampleFor(
  targets: Readonly<Partial<Record<FeedName, FeedTarget>>>,
  company: Company,
  eventType: string,
  { seed, at, overrides }: SampleWish,
): Sample<HttpDraft> {
  const feed = feedOf(eventType);
  if (feed === undefined) throw new InputError(explainEventType(eventType));
  const target = targets[feed];
  if (target === undefined) {
    throw new InputError(
      `"${eventType}" is of the ${feed} feed, which this target does not send. Give it feeds.${feed}, or raw.`,
    );
  }
  const { draft, problems } = makeEvent(eventType, {
    seed,
    wallMs: at,
    url: target.url,
    apiVersion: target.apiVersion,
    company,
    overrides: Object.entries(overrides).map(([path, value]) => `${path}=${JSON.stringify(value)}`),
  });
  return { draft: { ...draft, feed: target.lane }, problems };
}
