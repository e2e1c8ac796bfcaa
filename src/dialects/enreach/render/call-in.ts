import type { ContactEvent } from '../../../centre/model/events/contact-event.ts';
import type { AgentId, QueueId } from '../../../centre/model/ids.ts';
import type { Call } from '../calls.ts';
import type { RteEvent } from '../rte-event.ts';
import { renderReached } from './overflow.ts';
import {
  ofQueue,
  ofUser,
  queueCallFields,
  userCallFields,
  userName,
  wholeSeconds,
  type RenderContext,
} from './fields.ts';

type Of<Type extends ContactEvent['type']> = Extract<ContactEvent, { type: Type }>;

/**
 * A direct call came in. Rendered with the first event that names the user: by the time the call's creation is rendered the
 * centre may have passed it on already.
 */
export function renderDirectCall(context: RenderContext, call: Call, agentId: AgentId): RteEvent[] {
  if (!call.unannounced) return [];
  call.unannounced = false;
  call.owner = { kind: 'user', agentId };
  const fields = { ...userCallFields(context, call, agentId), Username: userName(context, agentId) };
  return [ofUser(context, 'UserCallInComing', agentId, call, fields)];
}

/** A queue was offered a call. */
export function renderOffered(
  context: RenderContext,
  call: Call,
  { queueId }: Of<'contact.offered'>,
): RteEvent[] {
  call.owner = { kind: 'queue', queueId };
  call.arrivedIn = null;
  return [ofQueue(context, 'QueueCallInComing', queueId, call, numberedQueue(context, call, queueId))];
}

/** The queue took the call; one that comes back unanswered is there already. */
export function renderQueued(
  context: RenderContext,
  call: Call,
  { queueId }: Of<'contact.queued'>,
): RteEvent[] {
  call.owner = { kind: 'queue', queueId };
  if (call.arrivedIn === queueId) return [];
  call.arrivedIn = queueId;
  return [
    ...renderReached(context, call, { kind: 'queue', queueId }),
    ofQueue(context, 'QueueCallInArrived', queueId, call, numberedQueue(context, call, queueId)),
  ];
}

function numberedQueue(context: RenderContext, call: Call, queueId: QueueId) {
  return { ...queueCallFields(context, call, queueId), QueueNumber: context.view.queue(queueId).number };
}

/** An agent was chosen and the phone rings. An agent who makes a call is not rung. */
export function renderAllocated(
  context: RenderContext,
  call: Call,
  { agentId, queueId }: Of<'contact.allocated'>,
): RteEvent[] {
  context.calls.fork(call, agentId);
  if (agentId === call.maker) return [];
  const fields = namedUser(context, call, agentId);
  return [
    ofUser(context, 'UserCallInArrived', agentId, call, fields),
    ofUser(context, 'UserCallInUserAllocated', agentId, call, {
      ...fields,
      UserNumber: context.view.agent(agentId).phone.number,
      DetailedReason: queueId === null ? 'Direct' : 'Queue',
    }),
  ];
}

const cancelReasons = {
  'no-answer': { Reason: 'NoAnswer', DetailedReason: 'The user did not answer.' },
  declined: { Reason: 'UserActivelyDeclined', DetailedReason: 'The user declined.' },
  abandoned: { Reason: 'CallerHungUp', DetailedReason: 'The caller hung up.' },
} as const;

/** The agent did not take the call: it is the queue's again, or the routing's. */
export function renderAllocationCancelled(
  context: RenderContext,
  call: Call,
  { agentId, queueId, reason }: Of<'contact.allocation-cancelled'>,
): RteEvent[] {
  if (agentId === call.maker) return [];
  if (queueId !== null) call.owner = { kind: 'queue', queueId };
  const fields = { ...namedUser(context, call, agentId), ...cancelReasons[reason] };
  return [ofUser(context, 'UserCallInUserCancelled', agentId, call, fields)];
}

/** The agent and the customer are connected; a service call announces its wrap-up at once. */
export function renderConnected(
  context: RenderContext,
  call: Call,
  event: Of<'contact.connected'>,
): RteEvent[] {
  const { agentId, queueId, wrapUpMaxMs, at } = event;
  if (call.owner?.kind === 'queue' || call.owner?.agentId !== agentId) context.calls.fork(call, agentId);
  call.connectedAt = at;
  const user = namedUser(context, call, agentId);
  const connected =
    agentId === call.maker
      ? ofUser(context, 'UserCallOutConnected', agentId, call, user)
      : ofUser(context, 'UserCallInUserConnected', agentId, call, {
          ...user,
          AgentLegId: call.agentLegId,
          UserNumber: context.view.agent(agentId).phone.number,
        });
  const events = [...renderReached(context, call, { kind: 'agent', agentId }), connected];
  if (queueId === null || wrapUpMaxMs === null) return events;
  const fields = wrapUp(context, call, agentId, queueId, wrapUpMaxMs);
  return [...events, ofUser(context, 'UserWrapUpEnabled', agentId, call, fields)];
}

/** The work after a service call begins. */
export function renderWrapUpStarted(
  context: RenderContext,
  call: Call,
  event: Of<'contact.wrap-up-started'>,
): RteEvent[] {
  const { agentId, queueId, wrapUpMaxMs } = event;
  if (queueId === null) return [];
  return [
    ofUser(context, 'UserWrapUpStarted', agentId, call, wrapUp(context, call, agentId, queueId, wrapUpMaxMs)),
  ];
}

/** The work after a service call is done. */
export function renderWrapUpEnded(
  context: RenderContext,
  call: Call,
  event: Of<'contact.wrap-up-ended'>,
): RteEvent[] {
  const { agentId, queueId, reason, elapsedMs } = event;
  if (queueId === null) return [];
  const fields = {
    CallId: call.callId,
    LegId: call.legId,
    UserId: context.directory.userId(agentId),
    OrganizationId: context.directory.organisationId,
    QueueId: context.directory.queueId(queueId),
    Reason: reason,
    ElapsedTimeSec: wholeSeconds(elapsedMs),
  };
  return [ofUser(context, 'UserWrapUpTerminated', agentId, call, fields)];
}

function wrapUp(context: RenderContext, call: Call, agentId: AgentId, queueId: QueueId, maxMs: number) {
  return {
    CallId: call.callId,
    LegId: call.legId,
    UserId: context.directory.userId(agentId),
    QueueId: context.directory.queueId(queueId),
    OrganizationId: context.directory.organisationId,
    MaxWrapUpDurationSec: wholeSeconds(maxMs),
  };
}

function namedUser(context: RenderContext, call: Call, agentId: AgentId) {
  return { ...userCallFields(context, call, agentId), UserName: userName(context, agentId) };
}
