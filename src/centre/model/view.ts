import type { AgentState, AgentStatus } from './events/agent-event.ts';
import type { ContactChannel, ContactDirection, ContactOutcome, Customer } from './events/contact-facts.ts';
import type { QueueClosure } from './events/queue-event.ts';
import type { AgentId, CallbackId, ContactId, QueueId } from './ids.ts';

/** An agent as the centre knows them now. */
export interface AgentView {
  readonly id: AgentId;
  /** Sign-in name, unique, without spaces or `@`: `alice`. */
  readonly username: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly email: string;
  /** An id that the customer's own systems know the agent by; `null` for none. */
  readonly externalId: string | null;
  /** E.164 number of the site, and the agent's extension on it. */
  readonly phone: { readonly number: string; readonly extension: string };
  readonly team: string | null;
  readonly supervisor: boolean;
  readonly channels: readonly ContactChannel[];
  /** How many contacts at once: 1 for voice, the chat slots for chat. */
  readonly slots: number;
  readonly queueIds: readonly QueueId[];
  readonly loggedIn: boolean;
  /** Counts the agent's log-ins of the day from 1; 0 before the first. */
  readonly loginOrdinal: number;
  readonly loggedInAt: number | null;
  /** Logs out as soon as the work in hand is over, and receives nothing until then. */
  readonly leaving: boolean;
  readonly sourceIp: string;
  readonly status: AgentStatus;
  readonly state: AgentState;
  /** Simulated epoch ms at which `state` began. */
  readonly stateSince: number;
  readonly fetchMode: boolean;
  /** Contacts that fill a slot now, oldest first: allocated, in conversation, or in wrap-up. */
  readonly contactIds: readonly ContactId[];
  /** Contacts on hold with this agent. */
  readonly heldCount: number;
  /** The running wrap-up of a voice contact; `null` when there is none. */
  readonly wrapUp: {
    readonly startedAt: number;
    readonly endsAt: number;
    readonly contactId: ContactId;
  } | null;
}

/** Opening time in one week: minutes since Sunday 00:00 in the centre's time zone. */
export interface OpeningSpan {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** A queue as it is configured and stands now. */
export interface QueueView {
  readonly id: QueueId;
  readonly name: string;
  readonly channel: ContactChannel;
  /** The number that customers dial, E.164. */
  readonly number: string;
  /** Sorted, without overlaps: one of the whole week means always open, none never. */
  readonly hours: readonly OpeningSpan[];
  /** `YYYY-MM-DD` in the centre's time zone. */
  readonly holidays: readonly string[];
  /** Zero is no threshold, everywhere. */
  readonly capping: {
    readonly enabled: boolean;
    readonly size: number;
    readonly estimatedWaitMs: number;
    readonly fallbackSize: number;
  };
  readonly mitigation: boolean;
  readonly closure: QueueClosure;
  readonly open: boolean;
  /** True: who is at the end of the queue can expect to wait until after it closes. */
  readonly waitsPastClosing: boolean;
  /** Simulated epoch ms; `null` when there is none (always open, or never). */
  readonly schedule: {
    readonly lastOpenAt: number | null;
    readonly lastCloseAt: number | null;
    readonly nextOpenAt: number | null;
    readonly nextCloseAt: number | null;
  };
  /** Contacts that wait and are not allocated. */
  readonly waiting: readonly ContactId[];
  /** What was told last: how long who is at the end of the queue, or comes to it next, can expect to wait. */
  readonly estimatedWaitMs: number | null;
  /** Counters over those who came to this queue and are not over. Whom its agents call came to nobody, and is in neither. */
  readonly allocatedCount: number;
  readonly connectedCount: number;
  /** Agents who serve this queue, logged in or not. */
  readonly agentIds: readonly AgentId[];
}

/** Where a contact is on its way. `after`: what agents do once the customer's part is over. */
export type ContactPhase = 'bot' | 'waiting' | 'ringing' | 'talking' | 'transferring' | 'after' | 'ended';

/** A contact as it stands now. Contacts that ended remain visible while the event `contact.ended` and its step are rendered. */
export interface ContactView {
  readonly id: ContactId;
  /** 1 for the first contact of the run. */
  readonly ordinal: number;
  /** The name that the command gave it by which it began; absent: none. */
  readonly ref?: string | undefined;
  readonly channel: ContactChannel;
  readonly direction: ContactDirection;
  /** True for a call to an agent's own number. */
  readonly direct: boolean;
  readonly profile: string;
  readonly customer: Customer;
  /** The customer's own number for voice, E.164. */
  readonly callerNumber: string;
  readonly dialledNumber: string;
  /** The device or line that the customer uses. */
  readonly client: { readonly kind: 'web' | 'ios' | 'android' | 'sms' | 'phone'; readonly version: string };
  /** Counts the application sessions of this contact, from 1; 0 on voice. */
  readonly sessionOrdinal: number;
  readonly createdAt: number;
  readonly phase: ContactPhase;
  /** Beginning of the present wait, a ring excluded, simulated epoch ms; `null` when not waiting. */
  readonly waitingSince: number | null;
  /** The queue that it waits in or came through last; `null` when none. */
  readonly queueId: QueueId | null;
  /** The agent who has it, or had it last; `null` when none. */
  readonly agentId: AgentId | null;
  readonly intents: readonly { readonly code: string; readonly businessCode: string }[];
  /**
   * How and when the customer's part ended, as `contact.ended` will have it once the agents' work after it is done; absent
   * while it goes on. `at`: simulated epoch ms.
   */
  readonly over?: { readonly at: number; readonly outcome: ContactOutcome };
}

/** A request to be called back. */
export interface CallbackView {
  readonly id: CallbackId;
  readonly ordinal: number;
  readonly queueId: QueueId;
  readonly contactId: ContactId | null;
  readonly customer: Customer;
  readonly message: string;
  readonly note: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly dueAt: number | null;
  readonly expiresAt: number | null;
  /** Nobody is to call before, simulated epoch ms; absent: at any time. */
  readonly notBeforeAt?: number | undefined;
  /** What the request was classified as; absent: it was not. */
  readonly classification?: string | undefined;
  /** Whether the customer's message was recorded, and that put into writing; absent: neither. */
  readonly recorded?: 'audio' | 'transcript' | undefined;
  readonly assignedTo: AgentId | null;
  readonly lastModifiedBy: AgentId | null;
  readonly closed: boolean;
  readonly attempts: readonly {
    readonly at: number;
    readonly agentId: AgentId;
    readonly reached: boolean;
    readonly note: string;
  }[];
}

/**
 * The centre as it stands after the step whose events are being rendered. Read-only; the objects change from step to
 * step, so copy what you keep.
 */
export interface CentreView {
  /** Simulated epoch ms. */
  readonly now: number;
  /** IANA name, such as `Europe/Helsinki`. */
  readonly timeZone: string;
  /** The ISO code of the country whose telephone numbers it has; absent: that of the time zone. */
  readonly country?: string | undefined;
  /** Minutes east of UTC at `now`. */
  readonly utcOffsetMinutes: number;
  readonly agents: readonly AgentView[];
  readonly queues: readonly QueueView[];
  /** Those that are not over, and those that ended in this step, the oldest first. */
  readonly contacts: readonly ContactView[];
  /** Closed ones too, the oldest first. */
  readonly callbacks: readonly CallbackView[];
  /** Throws on an unknown id: an event names only what exists. */
  agent(id: AgentId): AgentView;
  /** Throws on an unknown id. */
  queue(id: QueueId): QueueView;
  /** Throws on an unknown id, or on a contact that ended in an earlier step. */
  contact(id: ContactId): ContactView;
  /** Throws on an unknown id. */
  callback(id: CallbackId): CallbackView;
}
