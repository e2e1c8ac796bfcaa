import type { CentreView } from '../../src/centre/model/view.ts';
import { asappConfig } from '../../src/dialects/asapp/config.ts';
import type { EventType } from '../../src/dialects/asapp/event-types.ts';
import { createAsapp } from '../../src/dialects/asapp/index.ts';
import { specimenView } from '../kit/asapp/view.ts';
import { specimenEvents, type SpecimenEvent } from '../kit/asapp/events.ts';
import type { HttpDraft, Dialect } from '../../src/dialects/dialect.ts';

/** A body as a receiver reads it. */
export interface WireEvent {
  readonly api_version: string;
  readonly name: string;
  readonly meta_data: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly event_id: string;
  readonly event_type: EventType;
  readonly details?: Readonly<Record<string, unknown>>;
}

export const url = 'https://receiver.example/asapp';
export const allFeeds = { feeds: { activity: { url }, journey: { url }, queue: { url } } };
export const noon = Date.UTC(2026, 2, 2, 12);

/** The dialect of a configuration as a scenario has it. */
export function asapp(config: object = allFeeds, seed = 1): Dialect<HttpDraft> {
  return createAsapp(asappConfig.parse(config), { seed });
}

/** What `dialect` makes of the specimen's events, one second apart from noon on. */
export function play(
  events: readonly SpecimenEvent[] = specimenEvents,
  dialect: Dialect<HttpDraft> = asapp(),
  view: CentreView = specimenView(noon),
): HttpDraft[] {
  return events.flatMap((event, index) => dialect.render({ ...event, at: noon + index * 1000 }, view));
}

/** The body, read. */
export function read({ body }: Pick<HttpDraft, 'body'>): WireEvent {
  return JSON.parse(body) as WireEvent;
}

/** The event types in the order in which they were said. */
export function typesOf(drafts: readonly HttpDraft[]): string[] {
  return drafts.map(({ eventType }) => eventType);
}
