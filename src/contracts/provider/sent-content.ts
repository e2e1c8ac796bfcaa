import type { WantedEvent } from '../events/known-events.ts';
import type { SentMessage } from './output-log.ts';

/** The content type of what stands in a query. */
export const formType = 'application/x-www-form-urlencoded';

/** Whether it is a message of that event. */
export function isWanted(message: SentMessage, wanted: WantedEvent): boolean {
  if (message.eventType !== wanted.eventType) return false;
  const { call_state: callState } = contentOf(message) as { readonly call_state?: string };
  return wanted.callState === undefined || callState === wanted.callState;
}

/** Of a form only the fields that its consumer reads: Pact's engine takes no others, though more make no difference to a reader. */
export function readFields(query: string, example: unknown): string {
  const read = new Set(Object.keys(Object(example) as object));
  return query
    .split('&')
    .filter((part) => read.has(decodeURIComponent(part.split('=', 1)[0] ?? '')))
    .join('&');
}

/** What a message says: in its body, or in the query of its address. */
export function contentOf({ body, url }: SentMessage): unknown {
  return body === '' ? Object.fromEntries(new URL(url).searchParams) : JSON.parse(body);
}
