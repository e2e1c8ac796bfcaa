import type { At } from './event-parts.ts';
import type { ContactId, QueueId } from '../ids.ts';

/** Why a queue does not take contacts; all false while it is open. */
export interface QueueClosure {
  readonly byHours: boolean;
  readonly byHoliday: boolean;
  readonly byWaitCap: boolean;
  readonly bySizeCap: boolean;
  readonly byFallbackSizeCap: boolean;
  readonly byMitigation: boolean;
}

/** What happened to a queue. `contactId` names the contact that caused it, `null` when none did. */
export type QueueEvent =
  | (At & {
      readonly type: 'queue.size-changed';
      readonly queueId: QueueId;
      readonly contactId: ContactId | null;
      readonly size: number;
      readonly cause: 'queued' | 'allocated' | 'returned' | 'abandoned' | 'overflowed' | 'timed-out';
    })
  /** How long who is at the end of the queue, or comes to it next, can expect to wait: it is another time now. */
  | (At & {
      readonly type: 'queue.wait-estimated';
      readonly queueId: QueueId;
      readonly contactId: ContactId | null;
      readonly estimatedWaitMs: number | null;
    })
  /** Opened, closed, or closed for another reason; or the wait reaches past closing now, or no longer. */
  | (At & {
      readonly type: 'queue.availability-changed';
      readonly queueId: QueueId;
      readonly contactId: ContactId | null;
      readonly closure: QueueClosure;
      /** Whether who is at the end of the queue can expect to wait until after it closes. */
      readonly waitsPastClosing: boolean;
    })
  | (At & { readonly type: 'queue.info-changed'; readonly queueId: QueueId })
  /** The hours, or how far the clocks that they go by are from UTC. */
  | (At & { readonly type: 'queue.hours-changed'; readonly queueId: QueueId })
  | (At & { readonly type: 'queue.holidays-changed'; readonly queueId: QueueId })
  | (At & { readonly type: 'queue.capping-changed'; readonly queueId: QueueId })
  | (At & { readonly type: 'queue.mitigation-changed'; readonly queueId: QueueId; readonly on: boolean });
