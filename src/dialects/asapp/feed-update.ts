import type { ContactId } from '../../centre/model/ids.ts';
import type { CentreView } from '../../centre/model/view.ts';
import type { EventType, FeedName } from './event-types.ts';
import { FieldOrder, FieldTexts } from './wire/field-texts.ts';
import { fieldsByEventType } from './wire/fields-by-event-type.ts';
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

/** All of a feed's `data`, for a new entity; `null` where there is no value. */
export type WholeData<Feed extends FeedName> = OrNull<Shapes[Feed]['data'], keyof Shapes[Feed]['data']>;

/** What is new about an entity: the event type of the message to be, and its fields. */
export interface FeedUpdate {
  readonly entity: Entity;
  readonly eventType: EventType;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The contact that it is about, where the event does not say. */
  readonly contactId?: ContactId;
}

/** What each feed makes of the events that concern it. */
export type Handlers<Feed extends FeedName> = {
  readonly [T in EventTypeOf<Feed>]: (event: EventOf<T>, view: CentreView) => readonly FeedUpdate[];
};

const orders = {
  activity: [activityData, activityDetails],
  journey: [journeyData, journeyDetails],
  queue: [queueData, queueDetails],
} as const;

/** The tables with the place of each field, so that nothing is looked up per message. */
const places = { activity: placesOf('activity'), journey: placesOf('journey'), queue: placesOf('queue') };

interface Row {
  readonly data: readonly string[];
  readonly details: readonly string[];
}

interface Place {
  readonly key: string;
  readonly place: number;
}

function placesOf(feed: FeedName) {
  const [data, details] = orders[feed].map((shape) => new FieldOrder(shape.keyof().options)) as [
    FieldOrder,
    FieldOrder,
  ];
  const at = (order: FieldOrder, keys: readonly string[]): Place[] =>
    keys.map((key) => ({ key, place: order.placeOf(key) }));
  const table: Readonly<Record<string, Row>> = fieldsByEventType[feed];
  const rows = Object.entries(table).map(
    ([eventType, row]) =>
      [eventType, { data: at(data, row.data), details: at(details, row.details) }] as const,
  );
  return { data, details, rows: new Map<string, (typeof rows)[number][1]>(rows) };
}

/** An agent, an issue or a queue, with all fields of its events so far. */
export class Entity {
  /** `rep_id`, `issue_id` or `queue_id`. */
  readonly id: string;
  readonly #feed: FeedName;
  readonly #data: FieldTexts;
  readonly #details: FieldTexts;
  #dataText: string | undefined;
  /** When its last message was made, simulated epoch ms. */
  #madeAt = -Infinity;

  constructor(feed: FeedName, id: string, data: Readonly<Record<string, unknown>> = {}) {
    this.id = id;
    this.#feed = feed;
    const { data: dataOrder, details: detailsOrder } = places[feed];
    this.#data = new FieldTexts(dataOrder);
    this.#details = new FieldTexts(detailsOrder);
    for (const [key, value] of Object.entries(data)) this.#data.set(dataOrder.placeOf(key), value);
  }

  /** Takes in an update. Fields that it does not name stay as they are, and null takes one out. */
  accumulate({ eventType, fields }: FeedUpdate): void {
    const row = places[this.#feed].rows.get(eventType);
    if (row === undefined) return;
    for (const { key, place } of row.details) this.#details.set(place, fields[key]);
    if (row.data.length === 0) return;
    for (const { key, place } of row.data) this.#data.set(place, fields[key]);
    this.#dataText = undefined;
  }

  /**
   * When the next message is made: at `soonest`, but after the one before it, so that `create_time` orders what an entity
   * sends however it arrives. Simulated epoch ms.
   */
  makeNext(soonest: number): number {
    this.#madeAt = Math.max(soonest, this.#madeAt + 1);
    return this.#madeAt;
  }

  /** `data` as JSON. It changes seldom, so the text is kept. */
  get dataText(): string {
    return (this.#dataText ??= this.#data.write() ?? '{}');
  }

  /** `details` as JSON; `null` while there are none. */
  get detailsText(): string | null {
    return this.#details.write();
  }
}
