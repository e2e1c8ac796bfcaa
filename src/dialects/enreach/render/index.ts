import type { CentreEvent } from '../../../centre/model/event.ts';
import type { AgentId } from '../../../centre/model/ids.ts';
import type { Call } from '../calls.ts';
import type { RteEvent } from '../rte-event.ts';
import { renderCallback } from './callback.ts';
import {
  renderAbandoned,
  renderDeflected,
  renderDisconnected,
  renderEnded,
  renderTimedOut,
} from './call-end.ts';
import {
  renderAllocated,
  renderAllocationCancelled,
  renderDirectCall,
  renderConnected,
  renderOffered,
  renderQueued,
  renderWrapUpEnded,
  renderWrapUpStarted,
} from './call-in.ts';
import { renderOverflowed } from './overflow.ts';
import type { Statuses } from './status.ts';
import type { RenderContext } from './fields.ts';
import { renderTransfer } from './transfer.ts';
import {
  renderAlert,
  renderAvailability,
  renderMonitoring,
  renderSetting,
  renderSupervision,
} from './user.ts';

/** RTE's events for one event of the centre, in order: those of the event itself, then the status of its agent if it changed. */
export function render(event: CentreEvent, context: RenderContext, statuses: Statuses): RteEvent[] {
  if (event.type === 'contact.offered') context.calls.offered(event.contactId);
  if (event.type === 'contact.queued') context.calls.queued(event.contactId, event.queueId, event.at);
  const events = renderOwn(event, context, statuses);
  const agentId = agentOf(event, context);
  if (agentId !== null) events.push(...statuses.renderUser(context, agentId, event.at));
  if (event.type === 'contact.ended') context.calls.forget(event.contactId);
  return events;
}

function renderOwn(event: CentreEvent, context: RenderContext, statuses: Statuses): RteEvent[] {
  switch (event.type) {
    case 'interval.elapsed':
      return event.everyMs === context.config.queue_status_every ? statuses.renderQueues(context) : [];
    case 'agent.status-changed':
    case 'agent.logged-in':
    case 'agent.logged-out':
      return renderAvailability(context, event);
    case 'agent.setting-changed':
      return renderSetting(context, event);
    case 'agent.alerted':
      return renderAlert(context, event);
    case 'callback.opened':
    case 'callback.assigned':
    case 'callback.attempted':
    case 'callback.closed':
      return renderCallback(context, event);
    case 'contact.created': {
      const contact = context.view.contact(event.contactId);
      if (contact.channel !== 'voice') return [];
      context.calls.open(contact, contact.agentId === null ? null : context.view.agent(contact.agentId));
      return [];
    }
    default: {
      const call =
        'contactId' in event && event.contactId !== null ? context.calls.get(event.contactId) : undefined;
      return call === undefined
        ? []
        : [...renderFirst(event, context, call), ...renderCall(event, context, call)];
    }
  }
}

function renderCall(event: CentreEvent, context: RenderContext, call: Call): RteEvent[] {
  switch (event.type) {
    case 'contact.offered':
      return renderOffered(context, call, event);
    case 'contact.queued':
      return renderQueued(context, call, event);
    case 'contact.allocated':
      return renderAllocated(context, call, event);
    case 'contact.allocation-cancelled':
      return renderAllocationCancelled(context, call, event);
    case 'contact.connected':
      return renderConnected(context, call, event);
    case 'contact.overflowed':
      return renderOverflowed(context, call, event);
    case 'contact.transfer-started':
    case 'contact.transfer-connected':
    case 'contact.transfer-cancelled':
      return renderTransfer(context, call, event);
    case 'contact.abandoned':
      return renderAbandoned(context, call);
    case 'contact.deflected':
      return renderDeflected(context, call, event);
    case 'contact.timed-out':
      return renderTimedOut(context, call);
    case 'contact.disconnected':
      return renderDisconnected(context, call, event);
    case 'contact.wrap-up-started':
      return renderWrapUpStarted(context, call, event);
    case 'contact.wrap-up-ended':
      return renderWrapUpEnded(context, call, event);
    case 'contact.ended':
      return renderEnded(context, call, event);
    case 'supervision.offered':
      return renderMonitoring(context, call, event);
    case 'supervision.changed':
      return renderSupervision(context, call, event);
    default:
      // The rest of a contact's life (utterances, dispositions, …) has no event in RTE.
      return [];
  }
}

/** A direct call's first event, as soon as an event names the user. */
function renderFirst(event: CentreEvent, context: RenderContext, call: Call): RteEvent[] {
  if (event.type === 'contact.overflowed') {
    return event.from.kind === 'agent' ? renderDirectCall(context, call, event.from.agentId) : [];
  }
  const agentId = agentOf(event, context);
  return agentId === null ? [] : renderDirectCall(context, call, agentId);
}

/** The agent whose status the event may have changed. */
function agentOf(event: CentreEvent, { view }: RenderContext): AgentId | null {
  if ('agentId' in event) return event.agentId;
  return event.type === 'contact.ended' ? view.contact(event.contactId).agentId : null;
}
