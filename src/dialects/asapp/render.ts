import type { CentreEvent } from '../../centre/model/event.ts';
import type { ContactId } from '../../centre/model/ids.ts';
import type { CentreView } from '../../centre/model/view.ts';
import { createRandom, drawInteger, drawUuid } from '../../lib/random.ts';
import type { HttpDraft } from '../dialect.ts';
import { createActivityFeed } from './activity/activity.ts';
import { feedNames, type EventType, type FeedName } from './event-types.ts';
import { feedsOfEvent } from './feeds-of-event.ts';
import { createIds } from './ids.ts';
import { createJourneyFeed } from './journey/journey.ts';
import type { Journey } from './journey/state.ts';
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

interface Feed {
  readonly handlers: Readonly<Partial<Record<CentreEvent['type'], Handle>>>;
  readonly compose: Compose;
}

/** Turns the centre's events into messages. Same seed and events, same bytes, whichever of the feeds have a target. */
export interface Renderer {
  render(event: CentreEvent, view: CentreView): readonly HttpDraft[];
  /** Chats that are remembered because their end was not sent yet. */
  readonly journeyCount: number;
  /** Nothing more comes of the day's contacts: those that go on are forgotten with it. */
  endDay(): void;
}

/** A renderer that remembers nothing yet. */
export function createRenderer(options: RenderOptions): Renderer {
  const ids = createIds(options.seed);
  const metaData = new MetaData(options.company, ids);
  const journeys = new Map<ContactId, Journey>();
  const handlersOf = {
    activity: createActivityFeed(ids, options.utilizationEveryMs),
    journey: createJourneyFeed(ids, journeys),
    queue: createQueueFeed(ids),
  };
  const feeds: Partial<Record<FeedName, Feed>> = {};
  for (const name of feedNames) {
    const target = options.targets[name];
    if (target === undefined) continue;
    const handlers = handlersOf[name] as Feed['handlers'];
    feeds[name] = { handlers, compose: createComposer(name, target, options.seed) };
  }

  const render: Renderer['render'] = (event, view) => {
    const contactId = 'contactId' in event ? event.contactId : null;
    if (event.type === 'contact.created' || event.type === 'contact.session-changed') {
      metaData.open(event.contactId, view);
    }
    const drafts: HttpDraft[] = [];
    for (const name of feedsOfEvent[event.type]) {
      const feed = feeds[name];
      const updates = feed?.handlers[event.type]?.(event, view);
      if (feed === undefined || updates === undefined) continue;
      for (const update of updates) {
        drafts.push(feed.compose(update, event.at, contactId, metaData.tail(contactId, view)));
      }
    }
    if (event.type === 'contact.ended') metaData.forget(event.contactId);
    return drafts;
  };
  return {
    render,
    get journeyCount() {
      return journeys.size;
    },
    endDay() {
      journeys.clear();
      metaData.forgetAll();
    },
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
        `${opening},"meta_data":{"create_time":"${createTime}","event_time":"${writeTime(at)}"${metaTail}}` +
        `,"data":${entity.dataText},"event_id":"${eventId}","event_type":"${eventType}"` +
        (details === null ? '}' : `,"details":${details}}`),
      orderKey: `${feed}:${entity.id}`,
      filtered: sent !== null && !sent.has(eventType),
    };
  };
}
