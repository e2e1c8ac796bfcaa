import type { ContactEvent } from '../../../centre/model/events/contact-event.ts';
import type { RoutingTarget } from '../../../centre/model/events/contact-facts.ts';
import type { AgentId, QueueId } from '../../../centre/model/ids.ts';
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
  type RenderContext,
} from './fields.ts';
import { renderArrivedAt, renderCancelled, renderStarted, type CancelReason } from './transfer.ts';

type Overflowed = Extract<ContactEvent, { type: 'contact.overflowed' }>;

/** Why a call overflows, in RTE's three vocabularies: of routing, of a user's own number, and of technical events. */
const reasons = {
  'no-agents': { reason: 'NoAvailableProviders', user: 'AVAActiveProfile', tech: 'no_available_providers' },
  'queue-full': { reason: 'QueueFull', user: 'InterruptOverflow', tech: 'queue_full' },
  'queue-closed': { reason: 'QueueClosed', user: 'AVAActiveProfile', tech: 'service_closed' },
  'max-wait': { reason: 'MaxWaitTimeExceeded', user: 'NoAnswer', tech: 'max_wait_time' },
  'no-answer': { reason: 'NoAnswer', user: 'NoAnswer', tech: 'no_answer' },
  declined: { reason: 'UserActivelyDeclined', user: 'InterruptOverflow', tech: 'declined' },
  busy: { reason: 'Busy', user: 'BusyOnBusy', tech: 'busy_on_busy' },
  'do-not-disturb': { reason: 'DoNotDisturb', user: 'DND', tech: 'dnd' },
  'off-work': { reason: 'OffWork', user: 'OffWork', tech: 'off_work' },
} as const satisfies Record<Overflowed['reason'], unknown>;

type Why = (typeof reasons)[keyof typeof reasons];

/**
 * A call goes on to the next target of the routing. As the page has it, an overflow is followed by a transfer to the
 * overflow target, which connects when the target has the call; an overflow before that cancels the transfer.
 */
export function renderOverflowed(context: RenderContext, call: Call, event: Overflowed): RteEvent[] {
  const { from, to } = event;
  call.overflown = true;
  const why = reasons[event.reason];
  const before = renderNotReached(context, call, {
    Reason: why.reason,
    DetailedReason: `The target: ${event.reason}.`,
  });
  if (from.kind === 'number') return before;
  const source =
    from.kind === 'queue'
      ? ({ kind: 'queue', queueId: from.queueId } as const)
      : ({ kind: 'user', agentId: from.agentId } as const);
  const overflow =
    source.kind === 'queue'
      ? renderQueueOverflow(context, call, source.queueId, why)
      : renderUserOverflow(context, call, source.agentId, to, why);
  call.transfer = { from: source, to };
  const events = [...before, ...overflow, renderStarted(context, call, source, to)];
  // Beyond a number of the outside world nothing more is heard: the call is there.
  if (to.kind !== 'number') return events;
  call.leftFor = to;
  return [...events, ...renderReached(context, call, to)];
}

/** The target of an overflow has the call, if that is where it was going. */
export function renderReached(context: RenderContext, call: Call, target: RoutingTarget): RteEvent[] {
  const { transfer } = call;
  if (transfer === null || targetText(context, transfer.to) !== targetText(context, target)) return [];
  call.transfer = null;
  return [renderArrivedAt(context, call, transfer.from, transfer.to)];
}

/** The target of an overflow does not get the call, if one was on its way. */
export function renderNotReached(context: RenderContext, call: Call, why: CancelReason): RteEvent[] {
  const { transfer } = call;
  if (transfer === null) return [];
  call.transfer = null;
  return [renderCancelled(context, call, transfer.from, why)];
}

function renderQueueOverflow(context: RenderContext, call: Call, queueId: QueueId, why: Why): RteEvent[] {
  return [
    ofQueue(context, 'QueueCallInOverflow', queueId, call, {
      ...queueCallFields(context, call, queueId),
      ...techQueueFields(context, queueId, null),
      OverflowApplet: 'QueueOverflow',
      OverflowReason: why.reason,
      OverflowType: 'QueueOverflowDefault',
      TechSource: 'Queue',
      TechNumber: context.view.queue(queueId).number,
      TechEvent: why.tech,
    }),
  ];
}

/** A call to the user's own number has a word of its own before the general one. */
function renderUserOverflow(
  context: RenderContext,
  call: Call,
  agentId: AgentId,
  to: RoutingTarget,
  why: Why,
): RteEvent[] {
  const user = { ...userCallFields(context, call, agentId), Username: userName(context, agentId) };
  const overflow = ofUser(context, 'UserCallInOverflow', agentId, call, {
    ...user,
    ...techQueueFields(context, call.arrivedIn, agentId),
    // A number of the outside world has the call at once; of a queue or a colleague nobody knows yet.
    ConnectedTarget: to.kind === 'number' ? to.number : null,
    TechSource: 'User',
    OverflowApplet: 'UserOverflow',
    OverflowReason: why.reason,
    OverflowType: 'UserTransferAll',
    TechNumber: context.view.agent(agentId).phone.number,
    TechEvent: why.tech,
  });
  if (!call.direct) return [overflow];
  const own = { ...user, Reason: why.user, Target: targetText(context, to) };
  return [ofUser(context, 'UserCallInUserOverflow', agentId, call, own), overflow];
}
