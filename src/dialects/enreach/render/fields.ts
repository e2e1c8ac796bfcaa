import type { RoutingTarget } from '../../../centre/model/events/contact-facts.ts';
import type { AgentId, QueueId } from '../../../centre/model/ids.ts';
import type { CentreView } from '../../../centre/model/view.ts';
import type { Call, Calls } from '../calls.ts';
import type { EnreachConfig } from '../config.ts';
import type { Directory } from '../directory.ts';
import type { Guids } from '../guids.ts';
import { rteEvent, type RteEvent } from '../rte-event.ts';
import type { EventFields, EventName } from '../wire/index.ts';

/** What every event is rendered from: the centre as it stands, and what RTE knows besides. */
export interface RenderContext {
  readonly config: EnreachConfig;
  readonly directory: Directory;
  readonly guids: Guids;
  readonly calls: Calls;
  readonly view: CentreView;
}

/** An event of a user. */
export function ofUser<Name extends EventName>(
  context: RenderContext,
  eventType: Name,
  agentId: AgentId,
  call: Call | null,
  fields: EventFields<Name>,
): RteEvent {
  return rteEvent(eventType, context.directory.userId(agentId), call?.contactId ?? null, fields);
}

/** An event of a queue. */
export function ofQueue<Name extends EventName>(
  context: RenderContext,
  eventType: Name,
  queueId: QueueId,
  call: Call | null,
  fields: EventFields<Name>,
): RteEvent {
  return rteEvent(eventType, context.directory.queueId(queueId), call?.contactId ?? null, fields);
}

/** The fields that every event of a user's call has; the caller adds the user's name in the spelling of the event. */
export function userCallFields(context: RenderContext, call: Call, agentId: AgentId) {
  return {
    CallId: call.callId,
    LegId: call.legId,
    UserId: context.directory.userId(agentId),
    OrganizationId: context.directory.organisationId,
    CallerNumber: call.callerNumber,
    TargetNumber: call.targetNumber,
    Publicity: context.config.publicity,
  };
}

/** The fields that every event of a queue's call has. */
export function queueCallFields(context: RenderContext, call: Call, queueId: QueueId) {
  return {
    CallId: call.callId,
    LegId: call.legId,
    QueueId: context.directory.queueId(queueId),
    OrganizationId: context.directory.organisationId,
    QueueName: context.view.queue(queueId).name,
    CallerNumber: call.callerNumber,
    TargetNumber: call.targetNumber,
  };
}

/** The name that RTE knows an agent by: the page's sample is an e-mail address. */
export function userName(context: RenderContext, agentId: AgentId): string {
  return context.view.agent(agentId).email;
}

/**
 * The technical queue in which a call is routed: the service queue itself, or one of its own for a user's direct calls.
 * Our assumption.
 */
export function techQueueFields(context: RenderContext, queueId: QueueId | null, agentId: AgentId | null) {
  if (queueId !== null) {
    return {
      TechQueueId: context.directory.queueId(queueId),
      TechQueueName: context.view.queue(queueId).name,
    };
  }
  const name = agentId === null ? 'direct' : `direct ${context.view.agent(agentId).username}`;
  return { TechQueueId: context.guids.of('technical queue', name), TechQueueName: name };
}

/** Where a call is sent, as RTE writes it: the GUID of a queue or user, or a phone number. */
export function targetText(context: RenderContext, target: RoutingTarget): string {
  if (target.kind === 'queue') return context.directory.queueId(target.queueId);
  if (target.kind === 'agent') return context.directory.userId(target.agentId);
  return target.number;
}

/** Whole seconds of a length of time, as RTE counts them. */
export function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
