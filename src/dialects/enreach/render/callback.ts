import type { CallbackEvent } from '../../../centre/model/events/callback-event.ts';
import type { CallbackView } from '../../../centre/model/view.ts';
import type { Calls } from '../calls.ts';
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
  const asked = callback.contactId === null ? undefined : calls.get(callback.contactId);
  if (event.type === 'callback.opened' && asked?.overflown === true) calls.overflownRequests.add(callback.id);
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
    RecordingId: callback.recorded === undefined ? null : guids.of('recording', callback.id),
    TypeId: requestType(callback, calls),
    DueDate: formatDateTimeOrNull(callback.dueAt),
    CallId: callback.contactId === null ? null : calls.callId(callback.contactId),
    TranscriptId: callback.recorded === 'transcript' ? guids.of('transcript', callback.id) : null,
    ClassificationId:
      callback.classification === undefined ? null : guids.of('classification', callback.classification),
    ExpiryDate: formatDateTimeOrNull(callback.expiresAt),
    LastAttemptTimestamp: formatDateTimeOrNull(last?.at ?? null),
    LastAttemptNote: last?.note ?? null,
    CalculatedPriority: String(callback.ordinal),
    NotBefore: formatDateTimeOrNull(callback.notBeforeAt ?? null),
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

function requestType({ id, contactId }: CallbackView, { overflownRequests }: Calls): 1 | 2 | 3 {
  if (contactId === null) return callbackType.createdManually;
  return overflownRequests.has(id) ? callbackType.overflownCall : callbackType.explicitRequest;
}

function typeOf({ reached }: { readonly reached: boolean }): number {
  return reached ? attemptType.reached : attemptType.notReached;
}
