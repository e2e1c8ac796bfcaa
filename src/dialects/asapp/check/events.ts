import type { BenchRequest, ReceiverBench } from '../../bench.ts';
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

/** An event of that type with a new id, that happens now, with `change` made to it. */
export function makeEvent(
  bench: ReceiverBench,
  eventType: string,
  change: (event: EventJson) => void = () => undefined,
): BenchRequest {
  const request = bench.event(eventType);
  const event = readEvent(request);
  const nowMs = bench.wallMs();
  event.event_id = bench.newId();
  event.meta_data['event_time'] = writeTime(nowMs - 5);
  event.meta_data['create_time'] = writeTime(nowMs);
  change(event);
  return { ...request, body: JSON.stringify(event) };
}

/** The event in a request. */
export function readEvent({ body }: BenchRequest): EventJson {
  return JSON.parse(body) as EventJson;
}
