import type { StreamState, Uniform } from '../../lib/random.ts';
import type { Timetable } from './calendar.ts';
import type { AgentConfig, QueueConfig } from '../config/centre-config.ts';
import type { Flow, FlowNode } from './events/bot-event.ts';
import type { Customer, Party } from './events/contact-facts.ts';
import type { AgentId, ContactId, QueueId } from './ids.ts';
import type { Profile } from '../config/profile.ts';
import type { BotEnd, BotStep } from '../config/profile-parts.ts';
import type { ReadyAgents } from './ready.ts';
import type { Matter } from './matter.ts';
import type { Talk, Turns } from './talk.ts';
import type { AgentView, CallbackView, ContactView, QueueView } from './view.ts';

/** What everybody else may only read. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** An agent: what everybody sees, and what routing needs. */
export interface Agent extends Omit<Writable<AgentView>, 'contactIds' | 'queueIds' | 'phone'> {
  phone: { number: string; extension: string };
  contactIds: ContactId[];
  queueIds: QueueId[];
  readonly config: AgentConfig;
  readonly shift: Timetable;
  queues: Queue[];
  /** Who may listen to this agent's calls. */
  supervisors: Agent[];
  legs: Leg[];
  /** Counted in the serving slots of the queues. */
  serving: boolean;
  /** Counted in the free slots of the queues: how many more calls, and chats, the agent could take. */
  free: { voice: number; chat: number };
  /** Under which load the agent stands ready for more; -1 when not ready. */
  readyLoad: number;
  /** Changes whenever the agent's place among the ready ones does. */
  readyStamp: number;
  /** Where calls to the own number go while the present status lasts, in place of `overflow_to`. */
  transferTo?: string | undefined;
  /** Tells the end of an earlier status from that of this one. */
  statusToken: number;
  /** True while an entry of the agenda will have the agent pick a contact. */
  fetching: boolean;
}

/** A queue: what everybody sees, and what routing and the estimate need. */
export interface Queue extends Omit<Writable<QueueView>, 'waiting' | 'agentIds'> {
  readonly config: QueueConfig;
  waiting: ContactId[];
  agentIds: AgentId[];
  agents: Agent[];
  readonly ready: ReadyAgents<Agent>;
  timetable: Timetable;
  /** The same without regard to holidays. */
  week: Timetable;
  /** Until when nobody at the end of the queue waited past closing, as it stood when that was put in the agenda. */
  closingWatchedAt: number;
  /** Tells entries of an earlier timetable from those of this one. */
  hoursToken: number;
  priority: number;
  /** Slots of the agents who are logged in and available or at work. */
  servingSlots: number;
  /** Those of them that a contact could be given to now. */
  freeSlots: number;
  handledCount: number;
  /** Moving mean of the time that contacts take an agent, wrap-up included. */
  handlingMeanMs: number;
  /** Moving mean of its square. */
  handlingSquareMean: number;
  /** Moving share of those who waited that got an agent. */
  servedShare: number;
  /** Other queues that agents of this one serve too, and how many of their slots serve both. */
  readonly sharedSlots: Map<Queue, number>;
  /** What the estimate follows from has changed since it was last told. */
  isStale: boolean;
  /** The contact that changed it; `null` when none did. */
  staleBecauseOf: ContactId | null;
  /** To be looked at by routing at the end of this step. */
  isMarked: boolean;
  /** Calls to be made as soon as an agent has nothing else to do. */
  leads: Lead[];
}

/** A call that an agent is to make. */
export interface Lead {
  readonly draft: ContactDraft;
  readonly callback: Callback | null;
}

/** What is known of a contact before it exists. */
export interface ContactDraft {
  readonly profileName: string;
  readonly profile: Profile;
  readonly queue: Queue | null;
  readonly agent: Agent | null;
  readonly ref?: string | undefined;
  readonly caller?: string | undefined;
  readonly name?: string | undefined;
  readonly customer?: Customer | undefined;
}

/** One agent's part in one contact. */
export interface Leg {
  readonly contact: Contact;
  readonly agent: Agent;
  /** `null` for a direct call. */
  readonly queue: Queue | null;
  phase: 'ringing' | 'talking' | 'wrap-up' | 'over';
  readonly allocatedAt: number;
  connectedAt: number;
  /** How often the customer had spoken or written by then. */
  customerTurnsBefore: number;
  held: boolean;
  heldSince: number;
  transferred: boolean;
  wrapUpStartedAt: number;
  wrapUpMs: number;
}

/** A contact: what everybody sees, and where it is on its way. */
export interface Contact extends Omit<Writable<ContactView>, 'intents'> {
  intents: { code: string; businessCode: string }[];
  readonly plan: Profile;
  readonly uniform: Uniform;
  /** The same stream. */
  readonly stream: StreamState;
  queue: Queue | null;
  leg: Leg | null;
  talk: Talk | null;
  /** Invalidates what was arranged for a pause of the conversation, or for the bot, when that is over. */
  talkToken: number;
  /** Until somebody answers, or the customer is gone. */
  patience: Patience | null;
  /** Invalidates what was arranged for the wait in one queue. */
  waitToken: number;
  /** Beginning of the whole wait, for the order between queues. */
  waitStartedAt: number;
  /** The wait in the present queue so far. */
  queueWaitMs: number;
  queuedMs: number;
  talkedMs: number;
  /** Queues that it has overflowed from. */
  passed: QueueId[];
  agentRequested: boolean;
  readonly turns: Turns;
  bot: BotCourse | null;
  supervision: {
    readonly supervisor: Agent;
    state: 'requested' | 'listening' | 'whispering' | 'barged-in';
  } | null;
  pickUp: 'answered' | 'abandoned' | 'machine';
  /** The request that this call answers. */
  callback: Callback | null;
  /** What the agent notes about the attempt that this call is. */
  attemptNote: string;
  /** Where a transfer that is under way leads. */
  pendingTransfer: Destination | null;
  surveyDue: boolean;
  /** Whether the matter was settled; `null` on calls, and while nobody knows. */
  resolved: boolean | null;
  /** What it is about; `null` until something is written of it after its end. */
  matter: Matter | null;
  /** What the agent wrote about it; `null` until then. */
  words: { readonly note: string; readonly summary: string } | null;
  /** Parts of agents that are not over. */
  openLegs: number;
  endedBy: Party;
}

/**
 * The end of a customer's patience, as it stands in the agenda. Most are answered long before it comes: it lets go of the
 * contact then, which would be remembered until that time.
 */
export interface Patience {
  readonly kind: 'patience';
  contact: Contact | null;
}

/** Where the bot stands in a chat. */
export interface BotCourse {
  readonly steps: readonly BotStep[];
  readonly end: BotEnd;
  /** Of the next step. */
  index: number;
  flow: Flow | null;
  flowPath: Flow[];
  node: FlowNode | null;
}

/** A request to be called back. */
export interface Callback extends Omit<Writable<CallbackView>, 'attempts'> {
  attempts: CallbackView['attempts'][number][];
  readonly queue: Queue;
  /** Attempts come by command only, not by themselves. */
  readonly byHand: boolean;
}

/** A stream of arrivals. */
export interface Stream {
  readonly profileName: string;
  readonly profile: Profile;
  readonly queue: Queue;
  readonly perMs: number;
  readonly curve: readonly number[];
  readonly uniform: Uniform;
  readonly untilMs: number;
  /** The exact time of the next arrival, not rounded to ms. */
  nextAt: number;
}

/** A routing target with the state behind the ids. */
export type Destination =
  | { readonly kind: 'queue'; readonly queue: Queue }
  | { readonly kind: 'agent'; readonly agent: Agent }
  | { readonly kind: 'number'; readonly number: string };
