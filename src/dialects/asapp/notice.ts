import type { CentreView } from '../../centre/view.ts';
import type { EventType, FeedName } from './event-types.ts';
import { fieldsByEventType } from './fields-by-event-type.ts';
import type { EventOf, EventTypeOf } from './feeds-of-event.ts';
import type { ActivityData, ActivityDetails } from './wire/activity.ts';
import { activityData, activityDetails } from './wire/activity.ts';
import type { JourneyData, JourneyDetails } from './wire/journey.ts';
import { journeyData, journeyDetails } from './wire/journey.ts';
import type { QueueData, QueueDetails } from './wire/queue.ts';
import { queueData, queueDetails } from './wire/queue.ts';

interface Shapes {
  activity: { data: ActivityData; details: ActivityDetails };
  journey: { data: JourneyData; details: JourneyDetails };
  queue: { data: QueueData; details: QueueDetails };
}

type Table<Feed extends FeedName> = (typeof fieldsByEventType)[Feed];
type OrNull<T, Keys> = { readonly [K in Keys & keyof T]-?: Exclude<T[K], undefined> | null };

/** The values of exactly the fields that the table gives to `Type`; `null` takes a field out. */
export type Fields<Feed extends FeedName, Type extends keyof Table<Feed>> = Table<Feed>[Type] extends {
  readonly data: readonly (infer DataKey)[];
  readonly details: readonly (infer DetailKey)[];
}
  ? OrNull<Shapes[Feed]['data'], DataKey> & OrNull<Shapes[Feed]['details'], DetailKey>
  : never;

/** All of a feed's `data`, for a new entity; `null` where there is nothing to say. */
export type WholeData<Feed extends FeedName> = OrNull<Shapes[Feed]['data'], keyof Shapes[Feed]['data']>;

/** One message to be: which entity says what anew. */
export interface Notice {
  readonly entity: Entity;
  readonly eventType: EventType;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What each feed makes of the events that concern it. */
export type Handlers<Feed extends FeedName> = {
  readonly [T in EventTypeOf<Feed>]: (event: EventOf<T>, view: CentreView) => readonly Notice[];
};

const none = [] as const;

/** The vendor's key order, every value still missing. Undefined is what JSON leaves out. */
function blank(...keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, undefined]));
}

const blanks = {
  activity: [blank(...activityData.keyof().options), blank(...activityDetails.keyof().options)],
  journey: [blank(...journeyData.keyof().options), blank(...journeyDetails.keyof().options)],
  queue: [blank(...queueData.keyof().options), blank(...queueDetails.keyof().options)],
} as const;

/** An agent, an issue or a queue, with everything its events have said so far. */
export class Entity {
  readonly feed: FeedName;
  /** `rep_id`, `issue_id` or `queue_id`. */
  readonly id: string;
  readonly #data: Record<string, unknown>;
  readonly #details: Record<string, unknown>;
  #dataText: string | undefined;

  constructor(feed: FeedName, id: string, data: Readonly<Record<string, unknown>> = {}) {
    this.feed = feed;
    this.id = id;
    const [blankData, blankDetails] = blanks[feed];
    this.#data = { ...blankData };
    this.#details = { ...blankDetails };
    for (const [key, value] of Object.entries(data)) this.#data[key] = value ?? undefined;
  }

  /** Takes in what an event said. Fields that it does not name stay as they are. */
  accumulate({ eventType, fields }: Notice): void {
    const table: Partial<Record<EventType, { data: readonly string[]; details: readonly string[] }>> =
      fieldsByEventType[this.feed];
    const row = table[eventType];
    for (const key of row?.details ?? none) this.#details[key] = fields[key] ?? undefined;
    if (row === undefined || row.data.length === 0) return;
    for (const key of row.data) this.#data[key] = fields[key] ?? undefined;
    this.#dataText = undefined;
  }

  /** `data` as JSON. It changes seldom, so the text is kept. */
  get dataText(): string {
    return (this.#dataText ??= JSON.stringify(this.#data));
  }

  /** `details` as JSON; `{}` while nothing was said. */
  get detailsText(): string {
    return JSON.stringify(this.#details);
  }
}
