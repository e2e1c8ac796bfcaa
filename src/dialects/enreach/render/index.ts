import type { CentreEvent } from '../../../centre/model/event.ts';
import type { AgentId } from '../../../centre/model/ids.ts';
import type { Call } from '../calls.ts';
import type { RteEvent } from '../rte-event.ts';
import { sayCallback } from './callback.ts';
import { sayAbandoned, sayDeflected, sayDisconnected, sayEnded, sayTimedOut } from './call-end.ts';
import {
  sayAllocated,
  sayAllocationCancelled,
  sayComing,
  sayConnected,
  sayOffered,
  sayQueued,
  sayWrapUpEnded,
  sayWrapUpStarted,
} from './call-in.ts';
import { sayOverflowed } from './overflow.ts';
import type { Statuses } from './status.ts';
import type { Scene } from './fields.ts';
import { sayTransfer } from './transfer.ts';
import { sayAlert, sayAvailability, sayMonitoring, saySetting, saySupervision } from './user.ts';

/** What RTE says of one event of the centre, in order: the event's own story, then the status of its agent if it changed. */
export function tell(event: CentreEvent, scene: Scene, statuses: Statuses): RteEvent[] {
  if (event.type === 'contact.offered') scene.calls.offered(event.contactId);
  if (event.type === 'contact.queued') scene.calls.queued(event.contactId, event.queueId, event.at);
  const story = tellStory(event, scene, statuses);
  const agentId = agentOf(event, scene);
  if (agentId !== null) story.push(...statuses.sayUser(scene, agentId, event.at));
  if (event.type === 'contact.ended') scene.calls.forget(event.contactId);
  return story;
}

function tellStory(event: CentreEvent, scene: Scene, statuses: Statuses): RteEvent[] {
  switch (event.type) {
    case 'interval.elapsed':
      return event.everyMs === scene.config.queue_status_every ? statuses.sayQueues(scene) : [];
    case 'agent.status-changed':
    case 'agent.logged-in':
    case 'agent.logged-out':
      return sayAvailability(scene, event);
    case 'agent.setting-changed':
      return saySetting(scene, event);
    case 'agent.alerted':
      return sayAlert(scene, event);
    case 'callback.opened':
    case 'callback.assigned':
    case 'callback.attempted':
    case 'callback.closed':
      return sayCallback(scene, event);
    case 'contact.created': {
      const contact = scene.view.contact(event.contactId);
      if (contact.channel !== 'voice') return [];
      scene.calls.open(contact, contact.agentId === null ? null : scene.view.agent(contact.agentId));
      return [];
    }
    default: {
      const call =
        'contactId' in event && event.contactId !== null ? scene.calls.get(event.contactId) : undefined;
      return call === undefined ? [] : [...announce(event, scene, call), ...tellOfCall(event, scene, call)];
    }
  }
}

function tellOfCall(event: CentreEvent, scene: Scene, call: Call): RteEvent[] {
  switch (event.type) {
    case 'contact.offered':
      return sayOffered(scene, call, event);
    case 'contact.queued':
      return sayQueued(scene, call, event);
    case 'contact.allocated':
      return sayAllocated(scene, call, event);
    case 'contact.allocation-cancelled':
      return sayAllocationCancelled(scene, call, event);
    case 'contact.connected':
      return sayConnected(scene, call, event);
    case 'contact.overflowed':
      return sayOverflowed(scene, call, event);
    case 'contact.transfer-started':
    case 'contact.transfer-connected':
    case 'contact.transfer-cancelled':
      return sayTransfer(scene, call, event);
    case 'contact.abandoned':
      return sayAbandoned(scene, call);
    case 'contact.deflected':
      return sayDeflected(scene, call, event);
    case 'contact.timed-out':
      return sayTimedOut(scene, call);
    case 'contact.disconnected':
      return sayDisconnected(scene, call, event);
    case 'contact.wrap-up-started':
      return sayWrapUpStarted(scene, call, event);
    case 'contact.wrap-up-ended':
      return sayWrapUpEnded(scene, call, event);
    case 'contact.ended':
      return sayEnded(scene, call, event);
    case 'supervision.offered':
      return sayMonitoring(scene, call, event);
    case 'supervision.changed':
      return saySupervision(scene, call, event);
    default:
      // The rest of a contact's life (what was said, how it was disposed, …) has no word in RTE.
      return [];
  }
}

/** A direct call's first word, as soon as an event names the user. */
function announce(event: CentreEvent, scene: Scene, call: Call): RteEvent[] {
  if (event.type === 'contact.overflowed') {
    return event.from.kind === 'agent' ? sayComing(scene, call, event.from.agentId) : [];
  }
  const agentId = agentOf(event, scene);
  return agentId === null ? [] : sayComing(scene, call, agentId);
}

/** The agent whose status the event may have changed. */
function agentOf(event: CentreEvent, { view }: Scene): AgentId | null {
  if ('agentId' in event) return event.agentId;
  return event.type === 'contact.ended' ? view.contact(event.contactId).agentId : null;
}
