import type { AgentId, CallbackId, ContactId, CustomerId, QueueId } from './ids.ts';

/** How a contact is carried. */
export type ContactChannel = 'voice' | 'chat';

/** Who opened the contact. */
export type ContactDirection = 'inbound' | 'outbound';

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

/** Why a queue does not take contacts; all false while it is open. */
export interface QueueClosure {
  readonly byHours: boolean;
  readonly byHoliday: boolean;
  readonly byWaitCap: boolean;
  readonly bySizeCap: boolean;
  readonly byFallbackSizeCap: boolean;
  readonly byMitigation: boolean;
}

/** Where a contact is sent on to. */
export type RoutingTarget =
  | { readonly kind: 'queue'; readonly queueId: QueueId }
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'number'; readonly number: string };

/** Who of the two sides, or the centre itself, did something. */
export type Party = 'customer' | 'agent' | 'bot' | 'supervisor' | 'system';

/** How a contact ended, exactly once for each. */
export type ContactOutcome =
  /** An agent and the customer talked. */
  | 'answered'
  /** Inbound: the customer gave up while waiting or ringing. Outbound: the customer did not pick up. */
  | 'abandoned'
  /** The queue did not take the contact. */
  | 'deflected'
  /** The bot settled it without an agent (chat). */
  | 'contained'
  /** The customer fell silent until the contact was closed (chat). */
  | 'timed-out'
  /** An answering machine picked up (outbound voice). */
  | 'machine';

interface At {
  /** Simulated milliseconds since the epoch. Never less than the event's before. */
  readonly at: number;
}

interface OfContact extends At {
  readonly contactId: ContactId;
}

interface OfContactAndAgent extends OfContact {
  readonly agentId: AgentId;
}

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

/** What happened to a contact on its way. */
export type ContactEvent =
  /** The contact exists: the call was set up, the chat was opened. Its facts are in the view. */
  | (OfContact & { readonly type: 'contact.created' })
  /** It reached a queue's door, before the queue took or refused it. */
  | (OfContact & { readonly type: 'contact.offered'; readonly queueId: QueueId })
  /** An agent is wanted; for a chat, the moment at which the bot hands over. */
  | (OfContact & {
      readonly type: 'contact.agent-requested';
      readonly first: boolean;
      readonly by: 'customer' | 'bot' | 'system';
    })
  | (OfContact & { readonly type: 'contact.queued'; readonly queueId: QueueId; readonly size: number })
  | (OfContact & {
      readonly type: 'contact.deflected';
      readonly queueId: QueueId;
      readonly closure: QueueClosure;
    })
  /** It leaves a queue or an agent for the next routing target, unanswered. */
  | (OfContact & {
      readonly type: 'contact.overflowed';
      readonly from: RoutingTarget;
      readonly to: RoutingTarget;
      readonly reason:
        | 'no-agents'
        | 'queue-full'
        | 'queue-closed'
        | 'max-wait'
        | 'no-answer'
        | 'declined'
        | 'busy'
        | 'do-not-disturb'
        | 'off-work';
    })
  /** How long the customer was told to expect, while waiting; `null` when the queue could not tell. */
  | (OfContact & {
      readonly type: 'contact.wait-announced';
      readonly queueId: QueueId;
      readonly estimatedWaitMs: number | null;
      readonly position: number;
    })
  /** An agent was chosen; a voice call rings. `queueId` is `null` for a direct call. `waitedMs` is the time in that queue. */
  | (OfContactAndAgent & {
      readonly type: 'contact.allocated';
      readonly queueId: QueueId | null;
      readonly waitedMs: number;
    })
  /** The agent did not take what was allocated; the contact waits again, at the head, or overflows. */
  | (OfContactAndAgent & {
      readonly type: 'contact.allocation-cancelled';
      readonly queueId: QueueId | null;
      readonly reason: 'no-answer' | 'declined' | 'abandoned';
    })
  | (OfContactAndAgent & {
      readonly type: 'contact.connected';
      readonly queueId: QueueId | null;
      readonly waitedMs: number;
      readonly wrapUpMaxMs: number | null;
    })
  | (OfContactAndAgent & { readonly type: 'contact.held' })
  | (OfContactAndAgent & { readonly type: 'contact.resumed'; readonly heldMs: number })
  /**
   * Somebody spoke (voice: a turn of speech) or wrote (chat: a text message). `agentId` is `null` while no agent takes
   * part. `ordinal` counts the utterances of `by` in this contact from 1.
   */
  | (OfContact & {
      readonly type: 'contact.uttered';
      readonly by: Party;
      readonly agentId: AgentId | null;
      readonly ordinal: number;
    })
  | (OfContact & {
      readonly type: 'contact.transfer-started';
      readonly agentId: AgentId | null;
      readonly queueId: QueueId | null;
      readonly to: RoutingTarget;
    })
  | (OfContact & {
      readonly type: 'contact.transfer-connected';
      readonly agentId: AgentId | null;
      readonly queueId: QueueId | null;
      readonly to: RoutingTarget;
    })
  | (OfContact & {
      readonly type: 'contact.transfer-cancelled';
      readonly agentId: AgentId | null;
      readonly queueId: QueueId | null;
      readonly to: RoutingTarget;
      readonly reason: 'no-answer' | 'busy' | 'recalled' | 'customer-hung-up';
    })
  /** The customer gave up before an agent answered. `queueId` is `null` on a direct or outbound call. */
  | (OfContact & {
      readonly type: 'contact.abandoned';
      readonly queueId: QueueId | null;
      readonly waitedMs: number;
    })
  /** The conversation with this agent is over: hang-up, end of chat, or transfer away. `ghost`: the customer never said a word. */
  | (OfContactAndAgent & {
      readonly type: 'contact.disconnected';
      readonly queueId: QueueId | null;
      readonly by: Party;
      readonly handledMs: number;
      readonly transferred: boolean;
      readonly ghost: boolean;
    })
  | (OfContactAndAgent & {
      readonly type: 'contact.wrap-up-started';
      readonly queueId: QueueId | null;
      readonly wrapUpMaxMs: number;
    })
  | (OfContactAndAgent & {
      readonly type: 'contact.wrap-up-ended';
      readonly queueId: QueueId | null;
      readonly reason: 'manual' | 'timer';
      readonly elapsedMs: number;
    })
  /** The agent said what the contact was about. */
  | (OfContactAndAgent & {
      readonly type: 'contact.disposed';
      readonly fields: readonly DispositionField[];
      readonly note: string;
    })
  | (OfContactAndAgent & { readonly type: 'contact.summarised'; readonly text: string })
  /** The customer closed the conversation on their side (chat). */
  | (OfContact & { readonly type: 'contact.customer-left' })
  /** The conversation is over for everybody, before the books of the contact are closed (chat). */
  | (OfContact & { readonly type: 'contact.conversation-ended'; readonly resolved: boolean })
  | (OfContact & { readonly type: 'contact.timed-out' })
  /**
   * Last of a contact, exactly once: after the work of agents that follows the conversation, and after the survey.
   * `durationMs` is from creation until the customer's part was over, `queuedMs` the time in queues without ringing.
   */
  | (OfContact & {
      readonly type: 'contact.ended';
      readonly outcome: ContactOutcome;
      readonly by: Party;
      readonly durationMs: number;
      readonly talkedMs: number;
      readonly queuedMs: number;
    })
  /** The customer's application session was opened, resumed elsewhere or renewed (chat). */
  | (OfContact & {
      readonly type: 'contact.session-changed';
      readonly sessionOrdinal: number;
      readonly authenticated: boolean;
    })
  | (OfContact & {
      readonly type: 'contact.customer-attributes-set';
      readonly attributes: Readonly<Record<string, string>>;
    })
  | (OfContact & { readonly type: 'contact.file-uploaded'; readonly file: UploadedFile })
  | (OfContact & { readonly type: 'contact.survey-submitted'; readonly answers: readonly SurveyAnswer[] });

/** What a bot did in a chat before, or instead of, an agent. */
export type BotEvent =
  /** The bot understood what the customer wants. `path` holds every intent so far, this one last. */
  | (OfContact & {
      readonly type: 'bot.intent-detected';
      readonly intent: Intent;
      readonly first: boolean;
      readonly path: readonly Intent[];
    })
  | (OfContact & {
      readonly type: 'bot.node-visited';
      readonly flow: Flow;
      readonly flowPath: readonly Flow[];
      readonly node: FlowNode;
    })
  | (OfContact & {
      readonly type: 'bot.link-resolved';
      readonly flow: Flow;
      readonly node: FlowNode;
      readonly url: string;
    })
  | (OfContact & {
      readonly type: 'bot.action-called';
      readonly flow: Flow;
      readonly node: FlowNode;
      readonly actionId: string;
      readonly version: string;
      readonly inputs: Readonly<Record<string, string | number | boolean>>;
    })
  | (OfContact & { readonly type: 'bot.flow-succeeded'; readonly flow: Flow })
  /** What had counted as a success did not help after all: the customer went on. */
  | (OfContact & { readonly type: 'bot.flow-success-negated'; readonly flow: Flow })
  /** The bot's answering ended, with or without having helped. */
  | (OfContact & { readonly type: 'bot.response-ended' });

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

/** What happened to a queue. `contactId` names the contact that caused it, `null` when none did. */
export type QueueEvent =
  | (At & {
      readonly type: 'queue.size-changed';
      readonly queueId: QueueId;
      readonly contactId: ContactId | null;
      readonly size: number;
      readonly cause: 'queued' | 'allocated' | 'returned' | 'abandoned' | 'overflowed' | 'timed-out';
    })
  | (At & {
      readonly type: 'queue.wait-estimated';
      readonly queueId: QueueId;
      readonly contactId: ContactId | null;
      readonly estimatedWaitMs: number | null;
    })
  /** Opened, closed, or closed for another reason. */
  | (At & {
      readonly type: 'queue.availability-changed';
      readonly queueId: QueueId;
      readonly contactId: ContactId | null;
      readonly closure: QueueClosure;
    })
  | (At & { readonly type: 'queue.info-changed'; readonly queueId: QueueId })
  | (At & { readonly type: 'queue.hours-changed'; readonly queueId: QueueId })
  | (At & { readonly type: 'queue.holidays-changed'; readonly queueId: QueueId })
  | (At & { readonly type: 'queue.capping-changed'; readonly queueId: QueueId })
  | (At & { readonly type: 'queue.mitigation-changed'; readonly queueId: QueueId; readonly on: boolean });

/** What happened to a request to be called back. Its facts are in the view. */
export type CallbackEvent =
  | (At & { readonly type: 'callback.opened'; readonly callbackId: CallbackId })
  | (At & { readonly type: 'callback.assigned'; readonly callbackId: CallbackId; readonly agentId: AgentId })
  | (At & {
      readonly type: 'callback.attempted';
      readonly callbackId: CallbackId;
      readonly agentId: AgentId;
      readonly reached: boolean;
      readonly contactId: ContactId | null;
    })
  | (At & {
      readonly type: 'callback.closed';
      readonly callbackId: CallbackId;
      readonly agentId: AgentId | null;
    });

/** What became of a command that could not be carried out when its time came: nothing, and this says so. */
export type CommandEvent = At & {
  readonly type: 'command.refused';
  /** What was asked, such as `contact.hang-up`. */
  readonly command: string;
  /** Why it could not be done: a whole sentence. */
  readonly reason: string;
};

/** Time passing, for whatever a dialect says periodically: dialects need no timers. */
export type IntervalEvent = At & { readonly type: 'interval.elapsed'; readonly everyMs: number };

/** Something that happened in the centre at a simulated instant. Knows no vendor. */
export type CentreEvent =
  | AgentEvent
  | ContactEvent
  | BotEvent
  | SupervisionEvent
  | QueueEvent
  | CallbackEvent
  | CommandEvent
  | IntervalEvent;

/** What a customer wants: the bot's own code and the business's name for it. */
export interface Intent {
  readonly code: string;
  readonly businessCode: string;
}

/** A dialogue that the bot leads. */
export interface Flow {
  readonly name: string;
  readonly businessName: string;
}

/** One step of a {@link Flow}. */
export interface FlowNode {
  readonly name: string;
  readonly kind: 'message' | 'question' | 'action' | 'link' | 'hand-over';
}

/** One field of the form that an agent fills in after a contact. */
export interface DispositionField {
  readonly kind: 'choice' | 'text' | 'flag';
  readonly name: string;
  readonly value: string;
}

/** A file that the customer sent in a chat. */
export interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** Pixels; `null` when the file is no picture. */
  readonly width: number | null;
  /** Pixels; `null` when the file is no picture. */
  readonly height: number | null;
}

/** One answer in a survey after a chat. */
export interface SurveyAnswer {
  readonly question: string;
  readonly category: string;
  readonly kind: 'rating' | 'choice' | 'text';
  readonly answer: string;
}

/** Facts about a customer that do not change during a contact. */
export interface Customer {
  readonly id: CustomerId;
  readonly name: string;
  /** E.164, such as `+15105550111`. */
  readonly number: string;
}
