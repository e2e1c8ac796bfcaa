import type { Agent, Callback, Contact, Destination, Leg, Patience, Queue, Stream } from './state.ts';
import type { TalkClock } from './talk.ts';

/** How a transfer will come out. */
export type TransferResult = 'connected' | 'no-answer' | 'busy' | 'recalled' | 'customer-hung-up';

/**
 * What stands in the agenda: data, not functions, so that no entry captures state in a closure. An entry with a `token` is void once the
 * contact, queue or agent has another one. A conversation stands there by its clock.
 */
export type Entry =
  | TalkClock
  | { readonly kind: 'interval'; readonly everyMs: number }
  | { readonly kind: 'arrival'; readonly stream: Stream }
  | { readonly kind: 'shift'; readonly agent: Agent }
  | { readonly kind: 'break'; readonly agent: Agent; readonly index: number }
  | { readonly kind: 'status-end'; readonly agent: Agent; readonly token: number }
  | { readonly kind: 'fetch'; readonly agent: Agent }
  | { readonly kind: 'closing'; readonly queue: Queue; readonly watchedAt: number }
  | { readonly kind: 'clocks' }
  | { readonly kind: 'hours'; readonly queue: Queue; readonly token: number }
  | { readonly kind: 'bot'; readonly contact: Contact; readonly token: number }
  | Patience
  | { readonly kind: 'max-wait'; readonly contact: Contact; readonly token: number }
  | { readonly kind: 'announcement'; readonly contact: Contact; readonly token: number }
  | { readonly kind: 'callback-request'; readonly contact: Contact; readonly token: number }
  | { readonly kind: 'answer'; readonly leg: Leg }
  | { readonly kind: 'not-taken'; readonly leg: Leg; readonly reason: 'no-answer' | 'declined' }
  | { readonly kind: 'resume'; readonly contact: Contact; readonly token: number }
  | {
      readonly kind: 'transfer';
      readonly contact: Contact;
      readonly token: number;
      readonly to: Destination;
      readonly result: TransferResult;
    }
  | { readonly kind: 'wrap-up'; readonly leg: Leg; readonly reason: 'manual' | 'timer' }
  | { readonly kind: 'survey'; readonly contact: Contact }
  | { readonly kind: 'callback'; readonly callback: Callback };
