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
  context: RenderContext,
  call: Call,
  from: TransferFrom,
  to: RoutingTarget,
): RteEvent {
  const TransferTarget = targetText(context, to);
  if (from.kind === 'user') {
    const fields = { ...userTransfer(context, call, from.agentId), TransferTarget };
    return ofUser(context, 'UserCallInTransferStarted', from.agentId, call, fields);
  }
  const { TechSource: TechType, ...fields } = queueTransfer(context, call, from);
  const TransferSource = context.directory.queueId(from.queueId);
  return ofQueue(context, 'QueueCallInTransferStarted', from.queueId, call, {
    ...fields,
    TechType,
    TransferTarget,
    TransferSource,
  });
}

/** The target has the call. */
export function renderArrivedAt(
  context: RenderContext,
  call: Call,
  from: TransferFrom,
  to: RoutingTarget,
): RteEvent {
  const ConnectedTarget = targetText(context, to);
  if (from.kind === 'user') {
    const fields = { ...userTransfer(context, call, from.agentId), ConnectedTarget };
    return ofUser(context, 'UserCallInTransferConnected', from.agentId, call, fields);
  }
  const fields = { ...queueTransfer(context, call, from), ConnectedTarget };
  return ofQueue(context, 'QueueCallInTransferConnected', from.queueId, call, fields);
}

/** The target does not get the call. */
export function renderCancelled(
  context: RenderContext,
  call: Call,
  from: TransferFrom,
  why: CancelReason,
): RteEvent {
  if (from.kind === 'user') {
    const fields = { ...userTransfer(context, call, from.agentId), ...why };
    return ofUser(context, 'UserCallInTransferCancelled', from.agentId, call, fields);
  }
  const fields = { ...queueTransfer(context, call, from), ...why };
  return ofQueue(context, 'QueueCallInTransferCancelled', from.queueId, call, fields);
}

function userTransfer(context: RenderContext, call: Call, agentId: AgentId) {
  return {
    ...userCallFields(context, call, agentId),
    ...techQueueFields(context, call.arrivedIn, agentId),
    Username: userName(context, agentId),
    TransferSource: context.directory.userId(agentId),
    TransferApplet: 'UserTransfer',
    TechSource: 'User',
  };
}

function queueTransfer(context: RenderContext, call: Call, { queueId }: TransferFrom & { kind: 'queue' }) {
  return {
    ...queueCallFields(context, call, queueId),
    ...techQueueFields(context, queueId, null),
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
export function renderTransfer(context: RenderContext, call: Call, event: AgentTransfer): RteEvent[] {
  const { agentId, queueId, to } = event;
  if (agentId !== null && agentId === call.maker) return [];
  const from = transferFrom(event, queueId === null ? null : { kind: 'queue', queueId });
  if (from === null) return [];
  switch (event.type) {
    case 'contact.transfer-started':
      return [renderStarted(context, call, from, to)];
    case 'contact.transfer-connected':
      call.leftFor = to;
      return [renderArrivedAt(context, call, from, to)];
    case 'contact.transfer-cancelled':
      return [renderCancelled(context, call, from, cancelReasons[event.reason])];
  }
}

function transferFrom({ agentId }: AgentTransfer, queue: TransferFrom | null): TransferFrom | null {
  return agentId === null ? queue : { kind: 'user', agentId };
}
