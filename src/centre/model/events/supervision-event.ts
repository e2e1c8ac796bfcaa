import type { OfContactAndAgent } from './event-parts.ts';
import type { AgentId, QueueId } from '../ids.ts';

/** What a supervisor may do with, or does in, a call. */
export type SupervisionEvent =
  /** A connected call may be supervised from now on. */
  | (OfContactAndAgent & {
      readonly type: 'supervision.offered';
      readonly supervisorId: AgentId;
      readonly queueId: QueueId | null;
    })
  | (OfContactAndAgent & {
      readonly type: 'supervision.changed';
      readonly supervisorId: AgentId;
      readonly queueId: QueueId | null;
      readonly state: 'requested' | 'listening' | 'whispering' | 'barged-in' | 'ended';
    });
