import type {
  ContactOutcome,
  DispositionField,
  Party,
  RoutingTarget,
  SurveyAnswer,
  UploadedFile,
} from './contact-facts.ts';
import type { OfContact, OfContactAndAgent } from './event-parts.ts';
import type { QueueClosure } from './queue-event.ts';
import type { AgentId, QueueId } from '../ids.ts';

/** What happened to a contact on its way. */
export type ContactEvent =
  /** The contact exists: the call was set up, the chat was opened. Its facts are in the view. */
  | (OfContact & { readonly type: 'contact.created' })
  /** It was offered to a queue, which has not taken or refused it yet. */
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
  /** The conversation with this agent is over: hang-up, end of chat, or transfer away. `ghost`: the customer never spoke or wrote to them. */
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
  /** The agent recorded what the contact was about. */
  | (OfContactAndAgent & {
      readonly type: 'contact.disposed';
      readonly fields: readonly DispositionField[];
      readonly note: string;
    })
  | (OfContactAndAgent & { readonly type: 'contact.summarised'; readonly text: string })
  /** The customer closed the conversation on their side (chat). */
  | (OfContact & { readonly type: 'contact.customer-left' })
  /** The conversation is over for everybody, before the contact has ended (chat). */
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
