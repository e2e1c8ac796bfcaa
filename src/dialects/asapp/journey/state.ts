import type { AgentId, ContactId, QueueId } from '../../../centre/model/ids.ts';
import type { CentreView, ContactView } from '../../../centre/model/view.ts';
import type { JourneyEventType } from '../event-types.ts';
import type { EventOf, EventTypeOf } from '../feeds-of-event.ts';
import type { Ids } from '../ids.ts';
import { Entity, type Fields, type FeedUpdate } from '../feed-update.ts';
import { writeTime } from '../time.ts';
import type { OpportunityOrigin } from '../wire/fields.ts';
import type { JourneyDetails } from '../wire/journey.ts';

/** What one side wrote in the issue: it is accumulated like everything else, and never begins anew. */
interface Side {
  count: number;
  /** Of the count, what was written before the present agent had the chat. */
  before: number;
  /** Simulated epoch ms; `null` when it wrote nothing. */
  lastAt: number | null;
}

/** One chat as the journey feed sees it: what was sent, and what later updates need. */
export class Journey {
  readonly ids: Ids;
  readonly contactId: ContactId;
  readonly entity: Entity;
  readonly agent: Side = { count: 0, before: 0, lastAt: null };
  readonly customer: Side = { count: 0, before: 0, lastAt: null };
  readonly files: NonNullable<JourneyDetails['uploaded_files_list']> = [];
  /** What the company told about the customer, in order of first mention. */
  readonly parameters = new Map<string, string>();
  /** True from the moment an agent is wanted until one had the chat or none will. */
  opportunityOpen = false;
  /** When the present agent got the chat, simulated epoch ms; `null` while none has it. */
  assignedAt: number | null = null;
  /** The queue and the agent in `data`; `null` for none. */
  queue: { readonly id: QueueId; readonly name: string } | null = null;
  agentId: AgentId | null = null;
  /** True once the customer fell silent. */
  timedOut = false;
  #opportunities = 0;

  constructor(contact: ContactView, ids: Ids) {
    this.ids = ids;
    this.contactId = contact.id;
    this.entity = new Entity('journey', ids.issue(contact.id, contact.createdAt));
  }

  /** An update of this journey with exactly the fields that the table gives to its type. */
  update<T extends JourneyEventType>(eventType: T, fields: Fields<'journey', T>): FeedUpdate {
    return { entity: this.entity, eventType, fields, contactId: this.contactId };
  }

  /** An agent has the chat from now on. */
  assign(at: number, agentId: AgentId): void {
    this.assignedAt = at;
    this.agentId = agentId;
    for (const side of [this.agent, this.customer]) side.before = side.count;
  }

  /** An agent is wanted, for the first time or again. Neither the queue nor the agent of the opportunity before is this one's. */
  openOpportunity(at: number, origin: OpportunityOrigin): readonly FeedUpdate[] {
    this.opportunityOpen = true;
    this.#opportunities++;
    this.queue = null;
    this.agentId = null;
    const id = this.ids.opportunity(this.contactId, this.#opportunities, at);
    const detected = this.update('DETECTED', {
      opportunity_id: id,
      opportunity_origin: origin,
      ...nobodyYet,
      detected_ts: writeTime(at),
    });
    return this.#opportunities === 1 ? [detected, this.update('FIRST_OPPORTUNITY', {})] : [detected];
  }

  /** The request for an agent is over, one way or the other; no update when there is none. */
  endOpportunity(at: number, endedType: string): readonly FeedUpdate[] {
    if (!this.opportunityOpen) return [];
    this.opportunityOpen = false;
    this.assignedAt = null;
    return [this.update('OPPORTUNITY_ENDED', { opportunity_ended_ts: writeTime(at), ended_type: endedType })];
  }
}

const nobodyYet = {
  queue_id: null,
  group_id: null,
  queue_name: null,
  agent_id: null,
  rep_id: null,
  agent_name: null,
  agent_given_name: null,
  agent_family_name: null,
  agent_display_name: null,
  external_agent_id: null,
} as const;

/** The types of the events of a single chat. */
export type ContactEventOf = Exclude<EventTypeOf<'journey'>, 'queue.info-changed' | 'agent.identity-changed'>;

/** What a journey answers to the events of `Types`. */
export type JourneyHandlers<Types extends ContactEventOf> = {
  readonly [T in Types]: (journey: Journey, event: EventOf<T>, view: CentreView) => readonly FeedUpdate[];
};
