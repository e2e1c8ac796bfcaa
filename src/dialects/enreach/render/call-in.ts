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
 * A direct call entered. Said with the first event that names the user: by the time the call's creation is rendered the
 * centre may have passed it on already.
 */
export function renderDirectCall(scene: RenderContext, call: Call, agentId: AgentId): RteEvent[] {
  if (!call.unannounced) return [];
  call.unannounced = false;
  call.owner = { kind: 'user', agentId };
  const fields = { ...userCallFields(scene, call, agentId), Username: userName(scene, agentId) };
  return [ofUser(scene, 'UserCallInComing', agentId, call, fields)];
}

/** A call is at a queue's door. */
export function renderOffered(
  scene: RenderContext,
  call: Call,
  { queueId }: Of<'contact.offered'>,
): RteEvent[] {
  call.owner = { kind: 'queue', queueId };
  call.arrivedIn = null;
  return [ofQueue(scene, 'QueueCallInComing', queueId, call, numberedQueue(scene, call, queueId))];
}

/** The queue took the call; one that comes back after ringing in vain is there already. */
export function renderQueued(
  scene: RenderContext,
  call: Call,
  { queueId }: Of<'contact.queued'>,
): RteEvent[] {
  call.owner = { kind: 'queue', queueId };
  if (call.arrivedIn === queueId) return [];
  call.arrivedIn = queueId;
  return [
    ...renderReached(scene, call, { kind: 'queue', queueId }),
    ofQueue(scene, 'QueueCallInArrived', queueId, call, numberedQueue(scene, call, queueId)),
  ];
}

function numberedQueue(scene: RenderContext, call: Call, queueId: QueueId) {
  return { ...queueCallFields(scene, call, queueId), QueueNumber: scene.view.queue(queueId).number };
}

/** An agent was chosen and the phone rings. An agent who makes a call is not rung. */
export function renderAllocated(
  scene: RenderContext,
  call: Call,
  { agentId, queueId }: Of<'contact.allocated'>,
): RteEvent[] {
  scene.calls.fork(call, agentId);
  if (agentId === call.maker) return [];
  const fields = namedUser(scene, call, agentId);
  return [
    ofUser(scene, 'UserCallInArrived', agentId, call, fields),
    ofUser(scene, 'UserCallInUserAllocated', agentId, call, {
      ...fields,
      UserNumber: scene.view.agent(agentId).phone.number,
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
  scene: RenderContext,
  call: Call,
  { agentId, queueId, reason }: Of<'contact.allocation-cancelled'>,
): RteEvent[] {
  if (agentId === call.maker) return [];
  if (queueId !== null) call.owner = { kind: 'queue', queueId };
  const fields = { ...namedUser(scene, call, agentId), ...cancelReasons[reason] };
  return [ofUser(scene, 'UserCallInUserCancelled', agentId, call, fields)];
}

/** The agent and the customer are connected; a service call says at once that a wrap-up will follow. */
export function renderConnected(
  scene: RenderContext,
  call: Call,
  event: Of<'contact.connected'>,
): RteEvent[] {
  const { agentId, queueId, wrapUpMaxMs, at } = event;
  if (call.owner?.kind === 'queue' || call.owner?.agentId !== agentId) scene.calls.fork(call, agentId);
  call.connectedAt = at;
  const user = namedUser(scene, call, agentId);
  const connected =
    agentId === call.maker
      ? ofUser(scene, 'UserCallOutConnected', agentId, call, user)
      : ofUser(scene, 'UserCallInUserConnected', agentId, call, {
          ...user,
          AgentLegId: call.agentLegId,
          UserNumber: scene.view.agent(agentId).phone.number,
        });
  const said = [...renderReached(scene, call, { kind: 'agent', agentId }), connected];
  if (queueId === null || wrapUpMaxMs === null) return said;
  const fields = wrapUp(scene, call, agentId, queueId, wrapUpMaxMs);
  return [...said, ofUser(scene, 'UserWrapUpEnabled', agentId, call, fields)];
}

/** The work after a service call begins. */
export function renderWrapUpStarted(
  scene: RenderContext,
  call: Call,
  event: Of<'contact.wrap-up-started'>,
): RteEvent[] {
  const { agentId, queueId, wrapUpMaxMs } = event;
  if (queueId === null) return [];
  return [
    ofUser(scene, 'UserWrapUpStarted', agentId, call, wrapUp(scene, call, agentId, queueId, wrapUpMaxMs)),
  ];
}

/** The work after a service call is done. */
export function renderWrapUpEnded(
  scene: RenderContext,
  call: Call,
  event: Of<'contact.wrap-up-ended'>,
): RteEvent[] {
  const { agentId, queueId, reason, elapsedMs } = event;
  if (queueId === null) return [];
  const fields = {
    CallId: call.callId,
    LegId: call.legId,
    UserId: scene.directory.userId(agentId),
    OrganizationId: scene.directory.organisationId,
    QueueId: scene.directory.queueId(queueId),
    Reason: reason,
    ElapsedTimeSec: wholeSeconds(elapsedMs),
  };
  return [ofUser(scene, 'UserWrapUpTerminated', agentId, call, fields)];
}

function wrapUp(scene: RenderContext, call: Call, agentId: AgentId, queueId: QueueId, maxMs: number) {
  return {
    CallId: call.callId,
    LegId: call.legId,
    UserId: scene.directory.userId(agentId),
    QueueId: scene.directory.queueId(queueId),
    OrganizationId: scene.directory.organisationId,
    MaxWrapUpDurationSec: wholeSeconds(maxMs),
  };
}

function namedUser(scene: RenderContext, call: Call, agentId: AgentId) {
  return { ...userCallFields(scene, call, agentId), UserName: userName(scene, agentId) };
}
