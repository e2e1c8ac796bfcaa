import type { CentreEvent } from '../model/event.ts';
import type { ContactChannel, ContactDirection } from '../model/events/contact-facts.ts';
import type { AgentId, CallbackId, ContactId, QueueId } from '../model/ids.ts';
import type { CentreView } from '../model/view.ts';
import type { Subject } from './event-kinds.ts';

/** An event by the names that scenarios use: what a trigger sees of it, and what `$event` stands for. */
export interface Happening extends Readonly<Record<Subject, string | null>> {
  readonly event: CentreEvent;
  /** The name that a command gave the contact; `null` for none. */
  readonly ref: string | null;
  readonly channel: ContactChannel | null;
  readonly direction: ContactDirection | null;
}

/** Whom and what the event is about, seen at the end of the step in which it happened. */
export function happeningOf(event: CentreEvent, view: CentreView): Happening {
  const ids = event as {
    readonly agentId?: AgentId | null;
    readonly queueId?: QueueId | null;
    readonly contactId?: ContactId | null;
    readonly callbackId?: CallbackId;
  };
  const contactId = ids.contactId ?? null;
  const callbackId = ids.callbackId ?? null;
  // A callback may be about a contact that is long over.
  const contact = contactId === null || callbackId !== null ? undefined : view.contact(contactId);
  const callback = callbackId === null ? undefined : view.callback(callbackId);
  // What a bot does is nobody's of the agents.
  const agentId = ids.agentId ?? contact?.agentId ?? null;
  const queueId = ids.queueId ?? contact?.queueId ?? callback?.queueId ?? null;
  const queue = queueId === null ? undefined : view.queue(queueId);
  return {
    event,
    agent: agentId === null ? null : view.agent(agentId).username,
    queue: queue?.name ?? null,
    contact: contactId,
    callback: callbackId,
    ref: contact?.ref ?? null,
    channel: contact?.channel ?? queue?.channel ?? null,
    direction: contact?.direction ?? null,
  };
}
