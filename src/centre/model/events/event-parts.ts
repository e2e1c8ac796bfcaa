import type { AgentId, ContactId } from '../ids.ts';

/** When it happened. */
export interface At {
  /** Simulated milliseconds since the epoch. Never less than the event's before. */
  readonly at: number;
}

/** An event of one contact. */
export interface OfContact extends At {
  readonly contactId: ContactId;
}

/** An event of one contact with one agent. */
export interface OfContactAndAgent extends OfContact {
  readonly agentId: AgentId;
}
