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

/** What RTE says of one event of the centre, in order: those of the event itself, then the status of its agent if it changed. */
export function render(event: CentreEvent, scene: RenderContext, statuses: Statuses): RteEvent[] {
  if (event.type === 'contact.offered') scene.calls.offered(event.contactId);
  if (event.type === 'contact.queued') scene.calls.queued(event.contactId, event.queueId, event.at);
  const events = renderOwn(event, scene, statuses);
  const agentId = agentOf(event, scene);
  if (agentId !== null) events.push(...statuses.renderUser(scene, agentId, event.at));
  if (event.type === 'contact.ended') scene.calls.forget(event.contactId);
  return events;
}

function renderOwn(event: CentreEvent, scene: RenderContext, statuses: Statuses): RteEvent[] {
  switch (event.type) {
    case 'interval.elapsed':
      return event.everyMs === scene.config.queue_status_every ? statuses.renderQueues(scene) : [];
    case 'agent.status-changed':
    case 'agent.logged-in':
    case 'agent.logged-out':
      return renderAvailability(scene, event);
    case 'agent.setting-changed':
      return renderSetting(scene, event);
    case 'agent.alerted':
      return renderAlert(scene, event);
    case 'callback.opened':
    case 'callback.assigned':
    case 'callback.attempted':
    case 'callback.closed':
      return renderCallback(scene, event);
    case 'contact.created': {
      const contact = scene.view.contact(event.contactId);
      if (contact.channel !== 'voice') return [];
      scene.calls.open(contact, contact.agentId === null ? null : scene.view.agent(contact.agentId));
      return [];
    }
    default: {
      const call =
        'contactId' in event && event.contactId !== null ? scene.calls.get(event.contactId) : undefined;
      return call === undefined
        ? []
        : [...renderFirst(event, scene, call), ...renderCall(event, scene, call)];
    }
  }
}

function renderCall(event: CentreEvent, scene: RenderContext, call: Call): RteEvent[] {
  switch (event.type) {
    case 'contact.offered':
      return renderOffered(scene, call, event);
    case 'contact.queued':
      return renderQueued(scene, call, event);
    case 'contact.allocated':
      return renderAllocated(scene, call, event);
    case 'contact.allocation-cancelled':
      return renderAllocationCancelled(scene, call, event);
    case 'contact.connected':
      return renderConnected(scene, call, event);
    case 'contact.overflowed':
      return renderOverflowed(scene, call, event);
    case 'contact.transfer-started':
    case 'contact.transfer-connected':
    case 'contact.transfer-cancelled':
      return renderTransfer(scene, call, event);
    case 'contact.abandoned':
      return renderAbandoned(scene, call);
    case 'contact.deflected':
      return renderDeflected(scene, call, event);
    case 'contact.timed-out':
      return renderTimedOut(scene, call);
    case 'contact.disconnected':
      return renderDisconnected(scene, call, event);
    case 'contact.wrap-up-started':
      return renderWrapUpStarted(scene, call, event);
    case 'contact.wrap-up-ended':
      return renderWrapUpEnded(scene, call, event);
    case 'contact.ended':
      return renderEnded(scene, call, event);
    case 'supervision.offered':
      return renderMonitoring(scene, call, event);
    case 'supervision.changed':
      return renderSupervision(scene, call, event);
    default:
      // The rest of a contact's life (what was said, how it was disposed, …) has no word in RTE.
      return [];
  }
}

/** A direct call's first event, as soon as an event names the user. */
function renderFirst(event: CentreEvent, scene: RenderContext, call: Call): RteEvent[] {
  if (event.type === 'contact.overflowed') {
    return event.from.kind === 'agent' ? renderDirectCall(scene, call, event.from.agentId) : [];
  }
  const agentId = agentOf(event, scene);
  return agentId === null ? [] : renderDirectCall(scene, call, agentId);
}

/** The agent whose status the event may have changed. */
function agentOf(event: CentreEvent, { view }: RenderContext): AgentId | null {
  if ('agentId' in event) return event.agentId;
  return event.type === 'contact.ended' ? view.contact(event.contactId).agentId : null;
}
