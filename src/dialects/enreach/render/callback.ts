import type { CallbackEvent } from '../../../centre/model/events/callback-event.ts';
import { rteEvent, type RteEvent } from '../rte-event.ts';
import { formatDateTime, formatDateTimeOrNull } from '../time.ts';
import { attemptType } from '../wire/call-list.ts';
import { callbackType } from '../wire/enumerations.ts';
import type { AgentId } from '../../../centre/model/ids.ts';
import type { RenderContext } from './fields.ts';

/** Section "Event: CallbackChanged": a request to be called back was opened, assigned, tried or closed. */
export function renderCallback(context: RenderContext, event: CallbackEvent): RteEvent[] {
  const { directory, guids, calls, view } = context;
  const callback = view.callback(event.callbackId);
  const last = callback.attempts.at(-1);
  const userOrNull = (agentId: AgentId | null): string | null =>
    agentId === null ? null : directory.userId(agentId);
  const listId = directory.callListId(callback.queueId);
  const fields = {
    CallBackId: guids.of('callback', callback.id),
    CallListId: listId,
    OrganizationId: directory.organisationId,
    Modified: formatDateTime(callback.modifiedAt),
    AssignedUserId: userOrNull(callback.assignedTo),
    LastAttemptUserId: userOrNull(last?.agentId ?? null),
    LastModifiedUserId: userOrNull(callback.lastModifiedBy),
    LastAttemptTypeId: last === undefined ? null : typeOf(last),
    ContactName: callback.customer.name,
    ContactNumber: callback.customer.number,
    ContactMessage: callback.message,
    Note: callback.note,
    QueueId: directory.queueId(callback.queueId),
    ChannelIn: view.queue(callback.queueId).name,
    CreationTime: formatDateTime(callback.createdAt),
    Created: event.type === 'callback.opened',
    IsClosed: callback.closed,
    RecordingId: null,
    TypeId: callback.contactId === null ? callbackType.createdManually : callbackType.explicitRequest,
    DueDate: formatDateTimeOrNull(callback.dueAt),
    CallId: callback.contactId === null ? null : calls.callId(callback.contactId),
    TranscriptId: null,
    ClassificationId: null,
    ExpiryDate: formatDateTimeOrNull(callback.expiresAt),
    LastAttemptTimestamp: formatDateTimeOrNull(last?.at ?? null),
    LastAttemptNote: last?.note ?? null,
    CalculatedPriority: String(callback.ordinal),
    NotBefore: null,
    CallbackAttempts: callback.attempts.map((attempt) => ({
      UserId: directory.userId(attempt.agentId),
      Timestamp: formatDateTime(attempt.at),
      TypeId: typeOf(attempt),
      Note: attempt.note,
    })),
    CallbackExtras: [],
    CallbackRelatedItems: [],
  };
  return [rteEvent('CallbackChanged', listId, callback.contactId, fields)];
}

function typeOf({ reached }: { readonly reached: boolean }): number {
  return reached ? attemptType.reached : attemptType.notReached;
}
