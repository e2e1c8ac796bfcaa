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
  scene: RenderContext,
  call: Call,
  event: Of<'contact.disconnected'>,
): RteEvent[] {
  if (!event.transferred) return renderOver(scene, call, event.by, normal);
  return call.leftFor?.kind === 'number' ? renderOver(scene, call, 'agent', transferredAway) : [];
}

const transferredAway = 'transferred';

/** Nobody answered: the customer hung up, or the other side of an outbound call did not pick up. */
export function renderAbandoned(scene: RenderContext, call: Call): RteEvent[] {
  const reason = { queue: 'caller_hangup', user: 'SIP;cause=487;text="Request Terminated"', maker: noAnswer };
  return renderOver(scene, call, 'customer', reason[call.owner?.kind ?? 'queue']);
}

const noAnswer = 'Q.850;cause=19;text="No answer from user"';

/** The queue did not take the call. */
export function renderDeflected(
  scene: RenderContext,
  call: Call,
  { closure }: Of<'contact.deflected'>,
): RteEvent[] {
  const full = closure.bySizeCap || closure.byFallbackSizeCap || closure.byWaitCap;
  return renderOver(scene, call, 'system', full ? 'queue_full' : 'service_closed');
}

/** The longest wait was over and nobody else was to get the call. */
export function renderTimedOut(scene: RenderContext, call: Call): RteEvent[] {
  return renderOver(scene, call, 'system', 'max_wait_time');
}

/** The contact's last event: says the end of the call if nothing has said it yet. */
export function renderEnded(
  scene: RenderContext,
  call: Call,
  { by, outcome }: Of<'contact.ended'>,
): RteEvent[] {
  const reason = outcome === 'answered' ? normal : 'no_target';
  return renderOver(scene, call, by, call.leftFor?.kind === 'number' ? transferredAway : reason);
}

function renderOver(scene: RenderContext, call: Call, by: Party, TechReason: string): RteEvent[] {
  if (call.over || call.owner === null) return [];
  call.over = true;
  const cancelled = renderNotReached(scene, call, hungUp);
  const Reason = by === 'customer' ? 'remote' : 'local';
  return [...cancelled, renderEndOf(scene, call, call.owner, { Reason, TechReason })];
}

const hungUp = { Reason: 'CallEnded', DetailedReason: 'The call ended before the target had it.' };

function renderEndOf(
  scene: RenderContext,
  call: Call,
  owner: NonNullable<Call['owner']>,
  end: { readonly Reason: 'remote' | 'local'; readonly TechReason: string },
): RteEvent {
  if (owner.kind === 'queue') {
    const { TechQueueId } = techQueueFields(scene, owner.queueId, null);
    const fields = { ...queueCallFields(scene, call, owner.queueId), ...end, TechQueueId };
    return ofQueue(scene, 'QueueCallInDisconnected', owner.queueId, call, fields);
  }
  const { agentId } = owner;
  const user = userCallFields(scene, call, agentId);
  const name = userName(scene, agentId);
  if (owner.kind === 'maker') {
    return ofUser(scene, 'UserCallOutDisconnected', agentId, call, { ...user, ...end, UserName: name });
  }
  const { TechQueueId } = techQueueFields(scene, call.arrivedIn, agentId);
  return ofUser(scene, 'UserCallInDisconnected', agentId, call, {
    ...user,
    ...end,
    Username: name,
    TechQueueId,
  });
}
