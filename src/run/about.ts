import type { AgentId, ContactId, QueueId } from '../centre/model/ids.ts';
import type { CentreView } from '../centre/model/view.ts';
import type { About } from '../channels/message.ts';
import type { DialectEvent } from '../dialects/dialect.ts';

/** Who and what an event is about, and with it the messages that tell it; `undefined` for nobody and nothing. */
export function aboutOf(event: DialectEvent, view: CentreView): About | undefined {
  const { agentId, queueId, contactId } = event as {
    readonly agentId?: AgentId | null;
    readonly queueId?: QueueId | null;
    readonly contactId?: ContactId | null;
  };
  // A callback may be about a contact that is long over.
  const isLive = contactId !== undefined && contactId !== null && !event.type.startsWith('callback.');
  const contact = isLive ? view.contact(contactId) : undefined;
  const agent = agentId ?? contact?.agentId ?? null;
  const queue = queueId ?? contact?.queueId ?? null;
  if (agent === null && queue === null && contact === undefined) return undefined;
  return {
    agent: agent === null ? undefined : view.agent(agent).username,
    queue: queue === null ? undefined : view.queue(queue).name,
    contact: contact?.ref,
  };
}
