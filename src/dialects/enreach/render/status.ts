import type { AgentId, QueueId } from '../../../centre/model/ids.ts';
import type { RteEvent } from '../rte-event.ts';
import { queueStatus, userStatus } from '../status.ts';
import { formatDateTime } from '../time.ts';
import { ofQueue, ofUser, type RenderContext } from './fields.ts';

/** The status of each queue, of each user, and of a user with that id, whom there is not. */
export function statusesNow(context: RenderContext, strangerId: string): RteEvent[] {
  const { queues, agents } = context.view;
  const ofAgents = agents.map(({ id }) =>
    ofUser(context, 'UserStatus', id, null, { ...userStatus(id, context), TalkingStatusChanged: null }),
  );
  const strangers = ofAgents.slice(0, 1).map((event) => ({
    ...event,
    entityId: strangerId,
    fields: { ...event.fields, UserId: strangerId },
  }));
  return [
    ...queues.map((queue) => ofQueue(context, 'QueueStatus', queue.id, null, queueStatus(queue, context))),
    ...ofAgents,
    ...strangers,
  ];
}

/** What was sent last about each user and queue, so that nothing is sent twice. */
export class Statuses {
  readonly #users = new Map<AgentId, { readonly text: string; readonly talking: boolean }>();
  readonly #talkingSince = new Map<AgentId, number>();
  readonly #queues = new Map<QueueId, string>();

  /** `UserStatus`, if the user's status is not what it was. */
  renderUser(context: RenderContext, agentId: AgentId, at: number): RteEvent[] {
    const status = userStatus(agentId, context);
    const text = JSON.stringify(status);
    const last = this.#users.get(agentId);
    if (text === last?.text) return [];
    if (status.Talking !== (last?.talking ?? false)) this.#talkingSince.set(agentId, at);
    this.#users.set(agentId, { text, talking: status.Talking });
    const since = this.#talkingSince.get(agentId);
    const TalkingStatusChanged = since === undefined ? null : formatDateTime(since);
    return [ofUser(context, 'UserStatus', agentId, null, { ...status, TalkingStatusChanged })];
  }

  /** `QueueStatus` of every queue whose status is not what it was. */
  renderQueues(context: RenderContext): RteEvent[] {
    return context.view.queues.flatMap((queue) => {
      const status = queueStatus(queue, context);
      const text = JSON.stringify(status);
      if (text === this.#queues.get(queue.id)) return [];
      this.#queues.set(queue.id, text);
      return [ofQueue(context, 'QueueStatus', queue.id, null, status)];
    });
  }
}
