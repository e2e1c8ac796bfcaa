import type { CentreEvent } from '../../centre/model/event.ts';
import type { ContactId } from '../../centre/model/ids.ts';
import type { AgentView, CentreView } from '../../centre/model/view.ts';
import { createRandom, drawInteger, drawUuid } from '../../lib/random.ts';
import type { DayEvent, HttpDraft } from '../dialect.ts';
import { createActivityFeed } from './activity/activity.ts';
import { feedNames, type EventType, type FeedName } from './event-types.ts';
import { feedsOfEvent } from './feeds-of-event.ts';
import { createIds, type Ids } from './ids.ts';
import { createJourneyFeed } from './journey/journey.ts';
import { MetaData, type Company } from './meta-data.ts';
import type { FeedUpdate } from './feed-update.ts';
import { createQueueFeed } from './queue.ts';
import { writeTime } from './time.ts';
import { feedNameOnWire } from './wire/index.ts';

/** Where one feed's messages go and what its filter lets through. */
export interface FeedTarget {
  /** The name of the lane: the feed's own, or `raw`. */
  readonly lane: string;
  readonly url: string;
  readonly apiVersion: string;
  /** Empty: everything. */
  readonly eventList: readonly EventType[];
}

/** What the messages of a run depend on besides the events. A feed without a target is not rendered. */
export interface RenderOptions {
  readonly targets: Readonly<Partial<Record<FeedName, FeedTarget>>>;
  readonly company: Company;
  readonly utilizationEveryMs: number;
  readonly seed: number;
}

type Handle = (event: CentreEvent, view: CentreView) => readonly FeedUpdate[];
type Compose = (update: FeedUpdate, at: number, contactId: ContactId | null, metaTail: string) => HttpDraft;

/** Turns the centre's events into messages. Same seed and events, same bytes, whichever of the feeds have a target. */
export function createRenderer(
  options: RenderOptions,
): (event: CentreEvent | DayEvent, view: CentreView) => readonly HttpDraft[] {
  const ids = createIds(options.seed);
  const composers: Partial<Record<FeedName, Compose>> = {};
  for (const name of feedNames) {
    const target = options.targets[name];
    if (target !== undefined) composers[name] = createComposer(name, target, options.seed);
  }
  let renderDay = createDay(options, ids, composers, []);

  return (event, view) => {
    if (event.type === 'day.ended') return [];
    if (event.type !== 'day.began') return renderDay(event, view);
    // What was so on the day before is not so any more: nobody has logged in, nothing waits.
    renderDay = createDay(options, ids, composers, view.agents);
    return [];
  };
}

/** One day, of which everything is remembered to its end. */
function createDay(
  { company, utilizationEveryMs }: RenderOptions,
  ids: Ids,
  composers: Readonly<Partial<Record<FeedName, Compose>>>,
  agents: readonly AgentView[],
): (event: CentreEvent, view: CentreView) => readonly HttpDraft[] {
  const metaData = new MetaData(company, ids);
  const handlersOf = {
    activity: createActivityFeed(ids, utilizationEveryMs, agents),
    journey: createJourneyFeed(ids),
    queue: createQueueFeed(ids),
  };
  return (event, view) => {
    const contactId = 'contactId' in event ? event.contactId : null;
    if (event.type === 'contact.created' || event.type === 'contact.session-changed') {
      metaData.open(event.contactId, view);
    }
    const drafts: HttpDraft[] = [];
    for (const name of feedsOfEvent[event.type]) {
      const compose = composers[name];
      if (compose === undefined) continue;
      const handlers: Readonly<Partial<Record<CentreEvent['type'], unknown>>> = handlersOf[name];
      const updates = (handlers[event.type] as Handle | undefined)?.(event, view) ?? [];
      for (const update of updates) {
        const about = update.contactId ?? contactId;
        drafts.push(compose(update, event.at, about, metaData.tail(about, view)));
      }
    }
    if (event.type === 'contact.ended') metaData.forget(event.contactId);
    return drafts;
  };
}

const headers = { 'content-type': 'application/json' } as const;
/** "usually some ms before create time" (page, "Field Explanations"): how long the vendor took to make the message. */
const makingMs = { min: 1, max: 15 } as const;

/** Two levels of JSON, in the page's key order. Each feed draws from streams of its own, so that no feed moves another's. */
function createComposer(feed: FeedName, target: FeedTarget, seed: number): Compose {
  const random = createRandom(seed);
  const eventIds = random.stream(`asapp.${feed}.event-id`);
  const delays = random.stream(`asapp.${feed}.create-time`);
  const sent = target.eventList.length === 0 ? null : new Set<EventType>(target.eventList);
  const opening = JSON.stringify({ api_version: target.apiVersion, name: feedNameOnWire[feed] }).slice(0, -1);

  return (update, at, contactId, metaTail) => {
    const { entity, eventType } = update;
    entity.accumulate(update);
    const eventId = drawUuid(eventIds);
    const eventTime = writeTime(at);
    const createTime = writeTime(entity.makeNext(at + drawInteger(delays, makingMs.min, makingMs.max)));
    const details = entity.detailsText;
    return {
      feed: target.lane,
      channel: 'http',
      eventId,
      eventType,
      contactId,
      method: 'POST',
      url: target.url,
      headers,
      body:
        `${opening},"meta_data":{"create_time":"${createTime}","event_time":"${eventTime}"${metaTail}}` +
        `,"data":${entity.dataText},"event_id":"${eventId}","event_type":"${eventType}"` +
        (details === null ? '}' : `,"details":${details}}`),
      orderKey: `${feed}:${entity.id}`,
      filtered: sent !== null && !sent.has(eventType),
    };
  };
}
