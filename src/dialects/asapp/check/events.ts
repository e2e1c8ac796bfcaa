import type { BenchRequest, ReceiverBench } from '../../bench.ts';
import { feedOf } from '../event-types.ts';
import { writeTime } from '../time.ts';

/** An event as JSON, to be changed. */
export interface EventJson {
  api_version: string;
  name: string;
  event_id: string;
  event_type: string;
  meta_data: Record<string, unknown>;
  data: Record<string, unknown>;
  details?: Record<string, unknown>;
}

/**
 * An event of that type with a new id, that happens now, with `change` made to it. It has every key that the feed's events have: what
 * a receiver makes of those that are missing is a demand of its own.
 */
export function makeEvent(
  bench: ReceiverBench,
  eventType: string,
  change: (event: EventJson) => void = () => undefined,
): BenchRequest {
  const request = bench.event(eventType);
  const event = structuredClone(fullEvent(bench, eventType));
  stamp(bench, event);
  change(event);
  return { ...request, body: JSON.stringify(event) };
}

/** The same with no more than what it says by itself: what it lacks is null. */
export function makeSparseEvent(bench: ReceiverBench, eventType: string): BenchRequest {
  const request = bench.event(eventType);
  const event = readEvent(request);
  stamp(bench, event);
  return { ...request, body: JSON.stringify(event) };
}

/** The event in a request. */
export function readEvent({ body }: BenchRequest): EventJson {
  return JSON.parse(body) as EventJson;
}

function stamp(bench: ReceiverBench, event: EventJson): void {
  const nowMs = bench.wallMs();
  event.event_id = bench.newId();
  event.meta_data['event_time'] = writeTime(nowMs - 5);
  event.meta_data['create_time'] = writeTime(nowMs);
}

const full = new WeakMap<ReceiverBench, Map<string, EventJson>>();

/**
 * The sample of a type, with what it lacks from the samples of other types: `meta_data` is common to all events, the rest is common to
 * those of a feed.
 */
function fullEvent(bench: ReceiverBench, eventType: string): EventJson {
  const made = full.get(bench) ?? new Map<string, EventJson>();
  full.set(bench, made);
  const known = made.get(eventType);
  if (known !== undefined) return known;
  const event = readEvent(bench.event(eventType));
  const feed = feedOf(eventType);
  for (const type of bench.eventTypes) {
    const other = readEvent(bench.event(type));
    event.meta_data = { ...other.meta_data, ...event.meta_data };
    if (feedOf(type) !== feed) continue;
    event.data = { ...other.data, ...event.data };
    event.details = { ...other.details, ...event.details };
  }
  made.set(eventType, event);
  return event;
}
