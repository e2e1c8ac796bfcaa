import type { At, OfContactAndAgent } from './event-parts.ts';
import type { AgentId, ContactId, QueueId } from '../ids.ts';

/** What an agent has chosen to be, as opposed to what work makes of them. A custom status counts as its base status. */
export interface AgentStatus {
  readonly base: 'available' | 'break' | 'lunch' | 'training' | 'away';
  /** The name that the agent sees: `Available`, or a custom one such as `Team meeting`. */
  readonly name: string;
  /** True when the centre's configuration added this status to the built-in ones. */
  readonly custom: boolean;
}

/**
 * What an agent is doing, from status and work together. `allocated`: a contact was given to them and they have not
 * answered yet (voice). `on-contact`: at least one conversation. `wrap-up`: no conversation, work after one.
 */
export type AgentState = 'offline' | 'available' | 'allocated' | 'on-contact' | 'wrap-up' | 'away';

/** What happened to an agent as such. */
export type AgentEvent =
  | (At & {
      readonly type: 'agent.logged-in';
      readonly agentId: AgentId;
      readonly loginOrdinal: number;
      readonly sourceIp: string;
    })
  | (At & {
      readonly type: 'agent.logged-out';
      readonly agentId: AgentId;
      readonly loginOrdinal: number;
      readonly sourceIp: string;
      readonly onlineMs: number;
    })
  /** The chosen status. It may wait for work to end before it shows in the state. */
  | (At & {
      readonly type: 'agent.status-changed';
      readonly agentId: AgentId;
      readonly from: AgentStatus;
      readonly to: AgentStatus;
      /** A note that the agent left with the status; `null` for none. */
      readonly note: string | null;
      /** When the status is meant to end, simulated epoch ms; `null` when open. */
      readonly untilMs: number | null;
      /** Where calls to the agent's own number go meanwhile, E.164; absent: where they always go. */
      readonly transferTo?: string | undefined;
    })
  /** The state that follows from status and work. `previousMs` is the time spent in `from`. */
  | (At & {
      readonly type: 'agent.state-changed';
      readonly agentId: AgentId;
      readonly from: AgentState;
      readonly to: AgentState;
      readonly previousMs: number;
      /** The contact that caused the change; `null` when the agent did, by logging in or choosing a status. */
      readonly contactId: ContactId | null;
    })
  /** How many contacts the agent has, after one came or went. */
  | (OfContactAndAgent & {
      readonly type: 'agent.load-changed';
      readonly load: number;
      readonly slots: number;
    })
  | (At & { readonly type: 'agent.capacity-changed'; readonly agentId: AgentId; readonly slots: number })
  | (At & {
      readonly type: 'agent.queues-changed';
      readonly agentId: AgentId;
      readonly queueIds: readonly QueueId[];
    })
  | (At & { readonly type: 'agent.identity-changed'; readonly agentId: AgentId })
  /** The agent picks contacts by hand instead of having them allocated (`on`), or no longer does. */
  | (At & { readonly type: 'agent.fetch-mode-changed'; readonly agentId: AgentId; readonly on: boolean })
  | (At & {
      readonly type: 'agent.setting-changed';
      readonly agentId: AgentId;
      readonly keyword: string;
      readonly value: string | null;
      /** Of a setting with several values: each by its name; absent for one with a single value. */
      readonly values?: Readonly<Record<string, string>> | undefined;
      /** What it may be set to, each with what it is called; absent: anything. */
      readonly allowedValues?: Readonly<Record<string, string>> | undefined;
      readonly deleted: boolean;
    })
  /** A condition that the agent asked to be told about came true. */
  | (At & {
      readonly type: 'agent.alerted';
      readonly agentId: AgentId;
      readonly queueId: QueueId | null;
      readonly condition: string;
      readonly operator: '>' | '>=' | '<' | '<=' | '=';
      readonly threshold: number;
      readonly value: number;
    });
