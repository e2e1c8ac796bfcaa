import type { ContactEvent } from '../../../centre/event.ts';
import type { AgentId } from '../../../centre/ids.ts';
import type { Call } from '../calls.ts';
import type { RteEvent } from '../rte-event.ts';
import {
  ofQueue,
  ofUser,
  queueCallFields,
  targetText,
  techQueueFields,
  userCallFields,
  userName,
  type Scene,
} from './story.ts';

type Of<Type extends ContactEvent['type']> = Extract<ContactEvent, { type: Type }>;
type OverflowReason = Of<'contact.overflowed'>['reason'];

/** Why a call overflows, in RTE's three vocabularies: of routing, of a user's own number, and of technical events. */
const overflowReasons = {
  'no-agents': { reason: 'NoAvailableProviders', user: 'AVAActiveProfile', tech: 'no_available_providers' },
  'queue-full': { reason: 'QueueFull', user: 'InterruptOverflow', tech: 'queue_full' },
  'queue-closed': { reason: 'QueueClosed', user: 'AVAActiveProfile', tech: 'service_closed' },
  'max-wait': { reason: 'MaxWaitTimeExceeded', user: 'NoAnswer', tech: 'max_wait_time' },
  'no-answer': { reason: 'NoAnswer', user: 'NoAnswer', tech: 'no_answer' },
  declined: { reason: 'UserActivelyDeclined', user: 'InterruptOverflow', tech: 'declined' },
  busy: { reason: 'Busy', user: 'BusyOnBusy', tech: 'busy_on_busy' },
  'do-not-disturb': { reason: 'DoNotDisturb', user: 'DND', tech: 'dnd' },
  'off-work': { reason: 'OffWork', user: 'OffWork', tech: 'off_work' },
} as const satisfies Record<OverflowReason, unknown>;

/** A call goes on to the next target of the routing: from a queue, from a user, or from a user's own number. */
export function sayOverflowed(
  scene: Scene,
  call: Call,
  { from, to, reason }: Of<'contact.overflowed'>,
): RteEvent[] {
  const why = overflowReasons[reason];
  if (from.kind === 'queue') {
    return [
      ofQueue(scene, 'QueueCallInOverflow', from.queueId, call, {
        ...queueCallFields(scene, call, from.queueId),
        ...techQueueFields(scene, from.queueId, null),
        OverflowApplet: 'QueueOverflow',
        OverflowReason: why.reason,
        OverflowType: 'QueueOverflowDefault',
        TechSource: 'Queue',
        TechNumber: scene.view.queue(from.queueId).number,
        TechEvent: why.tech,
      }),
    ];
  }
  if (from.kind === 'number') return [];
  const { agentId } = from;
  const user = { ...userCallFields(scene, call, agentId), Username: userName(scene, agentId) };
  const overflow = ofUser(scene, 'UserCallInOverflow', agentId, call, {
    ...user,
    ...techQueueFields(scene, call.arrivedIn, agentId),
    ConnectedTarget: null,
    TechSource: 'User',
    OverflowApplet: 'UserOverflow',
    OverflowReason: why.reason,
    OverflowType: 'UserTransferAll',
    TechNumber: scene.view.agent(agentId).phone.number,
    TechEvent: why.tech,
  });
  if (!call.direct) return [overflow];
  const own = { ...user, Reason: why.user, Target: targetText(scene, to) };
  return [ofUser(scene, 'UserCallInUserOverflow', agentId, call, own), overflow];
}

/** An agent, or a queue without one, sends the call on. Calls that agents make have no event for it. */
export function sayTransferStarted(
  scene: Scene,
  call: Call,
  event: Of<'contact.transfer-started'>,
): RteEvent[] {
  const { agentId, queueId } = event;
  const TransferTarget = targetText(scene, event.to);
  const tech = techQueueFields(scene, queueId, agentId);
  if (agentId !== null) {
    if (agentId === call.maker) return [];
    const fields = { ...transferringUser(scene, call, agentId), ...tech, ...userTransfer(scene, agentId) };
    return [ofUser(scene, 'UserCallInTransferStarted', agentId, call, { ...fields, TransferTarget })];
  }
  if (queueId === null) return [];
  return [
    ofQueue(scene, 'QueueCallInTransferStarted', queueId, call, {
      ...queueCallFields(scene, call, queueId),
      ...tech,
      TransferTarget,
      TransferSource: scene.directory.queueId(queueId),
      TransferApplet: 'QueueTransfer',
      TechType: 'Queue',
    }),
  ];
}

/** The target answered. */
export function sayTransferConnected(
  scene: Scene,
  call: Call,
  event: Of<'contact.transfer-connected'>,
): RteEvent[] {
  const { agentId, queueId } = event;
  const ConnectedTarget = targetText(scene, event.to);
  const tech = techQueueFields(scene, queueId, agentId);
  if (agentId !== null) {
    if (agentId === call.maker) return [];
    const fields = { ...transferringUser(scene, call, agentId), ...tech, ...userTransfer(scene, agentId) };
    return [ofUser(scene, 'UserCallInTransferConnected', agentId, call, { ...fields, ConnectedTarget })];
  }
  if (queueId === null) return [];
  const fields = { ...queueCallFields(scene, call, queueId), ...tech, ...queueTransfer, ConnectedTarget };
  return [ofQueue(scene, 'QueueCallInTransferConnected', queueId, call, fields)];
}

const cancelReasons = {
  'no-answer': { Reason: 'NoAnswer', DetailedReason: 'The target did not answer.' },
  busy: { Reason: 'Busy', DetailedReason: 'The target was busy.' },
  recalled: { Reason: 'Recalled', DetailedReason: 'Whoever transferred took the call back.' },
  'customer-hung-up': { Reason: 'CallerHungUp', DetailedReason: 'The caller hung up.' },
} as const;

/** The transfer came to nothing. */
export function sayTransferCancelled(
  scene: Scene,
  call: Call,
  event: Of<'contact.transfer-cancelled'>,
): RteEvent[] {
  const { agentId, queueId } = event;
  const tech = techQueueFields(scene, queueId, agentId);
  const why = cancelReasons[event.reason];
  if (agentId !== null) {
    const { TransferApplet, TechSource } = userTransfer(scene, agentId);
    if (agentId === call.maker) return [];
    const fields = { ...transferringUser(scene, call, agentId), ...tech, ...why, TransferApplet, TechSource };
    return [ofUser(scene, 'UserCallInTransferCancelled', agentId, call, fields)];
  }
  if (queueId === null) return [];
  const fields = { ...queueCallFields(scene, call, queueId), ...tech, ...queueTransfer, ...why };
  return [ofQueue(scene, 'QueueCallInTransferCancelled', queueId, call, fields)];
}

const queueTransfer = { TransferApplet: 'QueueTransfer', TechSource: 'Queue' } as const;

function userTransfer(scene: Scene, agentId: AgentId) {
  return {
    TransferSource: scene.directory.userId(agentId),
    TransferApplet: 'UserTransfer',
    TechSource: 'User',
  };
}

function transferringUser(scene: Scene, call: Call, agentId: AgentId) {
  return { ...userCallFields(scene, call, agentId), Username: userName(scene, agentId) };
}
