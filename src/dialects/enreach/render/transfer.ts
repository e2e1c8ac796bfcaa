import type { ContactEvent } from '../../../centre/model/events/contact-event.ts';
import type { RoutingTarget } from '../../../centre/model/events/contact-facts.ts';
import type { AgentId } from '../../../centre/model/ids.ts';
import type { Call, TransferFrom } from '../calls.ts';
import type { RteEvent } from '../rte-event.ts';
import {
  ofQueue,
  ofUser,
  queueCallFields,
  targetText,
  techQueueFields,
  userCallFields,
  userName,
  type RenderContext,
} from './fields.ts';

/** Why a transfer came to nothing. */
export interface CancelReason {
  readonly Reason: string;
  readonly DetailedReason: string;
}

/** The call is being sent to another target. */
export function renderStarted(
  scene: RenderContext,
  call: Call,
  from: TransferFrom,
  to: RoutingTarget,
): RteEvent {
  const TransferTarget = targetText(scene, to);
  if (from.kind === 'user') {
    const fields = { ...userTransfer(scene, call, from.agentId), TransferTarget };
    return ofUser(scene, 'UserCallInTransferStarted', from.agentId, call, fields);
  }
  const { TechSource: TechType, ...fields } = queueTransfer(scene, call, from);
  const TransferSource = scene.directory.queueId(from.queueId);
  return ofQueue(scene, 'QueueCallInTransferStarted', from.queueId, call, {
    ...fields,
    TechType,
    TransferTarget,
    TransferSource,
  });
}

/** The target has the call. */
export function renderArrivedAt(
  scene: RenderContext,
  call: Call,
  from: TransferFrom,
  to: RoutingTarget,
): RteEvent {
  const ConnectedTarget = targetText(scene, to);
  if (from.kind === 'user') {
    const fields = { ...userTransfer(scene, call, from.agentId), ConnectedTarget };
    return ofUser(scene, 'UserCallInTransferConnected', from.agentId, call, fields);
  }
  const fields = { ...queueTransfer(scene, call, from), ConnectedTarget };
  return ofQueue(scene, 'QueueCallInTransferConnected', from.queueId, call, fields);
}

/** The target does not get the call. */
export function renderCancelled(
  scene: RenderContext,
  call: Call,
  from: TransferFrom,
  why: CancelReason,
): RteEvent {
  if (from.kind === 'user') {
    const fields = { ...userTransfer(scene, call, from.agentId), ...why };
    return ofUser(scene, 'UserCallInTransferCancelled', from.agentId, call, fields);
  }
  const fields = { ...queueTransfer(scene, call, from), ...why };
  return ofQueue(scene, 'QueueCallInTransferCancelled', from.queueId, call, fields);
}

function userTransfer(scene: RenderContext, call: Call, agentId: AgentId) {
  return {
    ...userCallFields(scene, call, agentId),
    ...techQueueFields(scene, call.arrivedIn, agentId),
    Username: userName(scene, agentId),
    TransferSource: scene.directory.userId(agentId),
    TransferApplet: 'UserTransfer',
    TechSource: 'User',
  };
}

function queueTransfer(scene: RenderContext, call: Call, { queueId }: TransferFrom & { kind: 'queue' }) {
  return {
    ...queueCallFields(scene, call, queueId),
    ...techQueueFields(scene, queueId, null),
    TransferApplet: 'QueueTransfer',
    TechSource: 'Queue',
  };
}

type AgentTransfer = Extract<
  ContactEvent,
  { type: 'contact.transfer-started' | 'contact.transfer-connected' | 'contact.transfer-cancelled' }
>;

const cancelReasons = {
  'no-answer': { Reason: 'NoAnswer', DetailedReason: 'The target did not answer.' },
  busy: { Reason: 'Busy', DetailedReason: 'The target was busy.' },
  recalled: { Reason: 'Recalled', DetailedReason: 'Whoever transferred took the call back.' },
  'customer-hung-up': { Reason: 'CallerHungUp', DetailedReason: 'The caller hung up.' },
} as const;

/** Somebody sends a call on by hand. For a call that the agent made there is no event: it never came in. */
export function renderTransfer(scene: RenderContext, call: Call, event: AgentTransfer): RteEvent[] {
  const { agentId, queueId, to } = event;
  if (agentId !== null && agentId === call.maker) return [];
  const from = transferFrom(event, queueId === null ? null : { kind: 'queue', queueId });
  if (from === null) return [];
  switch (event.type) {
    case 'contact.transfer-started':
      return [renderStarted(scene, call, from, to)];
    case 'contact.transfer-connected':
      call.leftFor = to;
      return [renderArrivedAt(scene, call, from, to)];
    case 'contact.transfer-cancelled':
      return [renderCancelled(scene, call, from, cancelReasons[event.reason])];
  }
}

function transferFrom({ agentId }: AgentTransfer, queue: TransferFrom | null): TransferFrom | null {
  return agentId === null ? queue : { kind: 'user', agentId };
}
