import type { ContactEvent } from '../../../centre/model/events/contact-event.ts';
import type { Party } from '../../../centre/model/events/contact-facts.ts';
import type { Call } from '../calls.ts';
import type { RteEvent } from '../rte-event.ts';
import { renderNotReached } from './overflow.ts';
import {
  ofQueue,
  ofUser,
  queueCallFields,
  techQueueFields,
  userCallFields,
  userName,
  type RenderContext,
} from './fields.ts';

type Of<Type extends ContactEvent['type']> = Extract<ContactEvent, { type: Type }>;

const normal = 'Q.850;cause=16;text="Normal call clearing"';

/** The end of a conversation; one that passed to another agent or queue is not the end of the call. */
export function renderDisconnected(
  context: RenderContext,
  call: Call,
  event: Of<'contact.disconnected'>,
): RteEvent[] {
  if (!event.transferred) return renderOver(context, call, event.by, normal);
  return call.leftFor?.kind === 'number' ? renderOver(context, call, 'agent', transferredAway) : [];
}

const transferredAway = 'transferred';

/** Nobody answered: the customer hung up, or the other side of an outbound call did not pick up. */
export function renderAbandoned(context: RenderContext, call: Call): RteEvent[] {
  const reason = { queue: 'caller_hangup', user: 'SIP;cause=487;text="Request Terminated"', maker: noAnswer };
  return renderOver(context, call, 'customer', reason[call.owner?.kind ?? 'queue']);
}

const noAnswer = 'Q.850;cause=19;text="No answer from user"';

/** The queue did not take the call. */
export function renderDeflected(
  context: RenderContext,
  call: Call,
  { closure }: Of<'contact.deflected'>,
): RteEvent[] {
  const full = closure.bySizeCap || closure.byFallbackSizeCap || closure.byWaitCap;
  return renderOver(context, call, 'system', full ? 'queue_full' : 'service_closed');
}

/** The longest wait was over and nobody else was to get the call. */
export function renderTimedOut(context: RenderContext, call: Call): RteEvent[] {
  return renderOver(context, call, 'system', 'max_wait_time');
}

/** The contact's last event: the end of the call, if it was not sent yet. */
export function renderEnded(
  context: RenderContext,
  call: Call,
  { by, outcome }: Of<'contact.ended'>,
): RteEvent[] {
  const reason = outcome === 'answered' ? normal : 'no_target';
  return renderOver(context, call, by, call.leftFor?.kind === 'number' ? transferredAway : reason);
}

function renderOver(context: RenderContext, call: Call, by: Party, TechReason: string): RteEvent[] {
  if (call.over || call.owner === null) return [];
  call.over = true;
  const cancelled = renderNotReached(context, call, hungUp);
  const Reason = by === 'customer' ? 'remote' : 'local';
  return [...cancelled, renderEndOf(context, call, call.owner, { Reason, TechReason })];
}

const hungUp = { Reason: 'CallEnded', DetailedReason: 'The call ended before the target had it.' };

function renderEndOf(
  context: RenderContext,
  call: Call,
  owner: NonNullable<Call['owner']>,
  end: { readonly Reason: 'remote' | 'local'; readonly TechReason: string },
): RteEvent {
  if (owner.kind === 'queue') {
    const { TechQueueId } = techQueueFields(context, owner.queueId, null);
    const fields = { ...queueCallFields(context, call, owner.queueId), ...end, TechQueueId };
    return ofQueue(context, 'QueueCallInDisconnected', owner.queueId, call, fields);
  }
  const { agentId } = owner;
  const user = userCallFields(context, call, agentId);
  const name = userName(context, agentId);
  if (owner.kind === 'maker') {
    return ofUser(context, 'UserCallOutDisconnected', agentId, call, { ...user, ...end, UserName: name });
  }
  const { TechQueueId } = techQueueFields(context, call.arrivedIn, agentId);
  return ofUser(context, 'UserCallInDisconnected', agentId, call, {
    ...user,
    ...end,
    Username: name,
    TechQueueId,
  });
}
