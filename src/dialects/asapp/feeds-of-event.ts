import type { CentreEvent } from '../../centre/model/event.ts';
import type { FeedName } from './event-types.ts';

/**
 * Which feeds have something to say about which event of the centre. A chat speaks in all three, a voice call in
 * activity and queue only (page: the journey feed exists for ASAPP Messaging). A new event does not compile until it
 * has a row here, and a row does not compile until its feed's handlers have an answer.
 */
export const feedsOfEvent = {
  'agent.logged-in': ['activity'],
  // The change of state that goes with it holds it all.
  'agent.logged-out': [],
  'agent.status-changed': ['activity'],
  'agent.state-changed': ['activity'],
  'agent.load-changed': ['activity'],
  'agent.capacity-changed': ['activity'],
  'agent.queues-changed': ['activity'],
  'agent.identity-changed': ['activity', 'journey'],
  'agent.fetch-mode-changed': [],
  'agent.setting-changed': [],
  'agent.alerted': [],
  'contact.created': ['journey'],
  'contact.offered': [],
  'contact.agent-requested': ['journey'],
  'contact.queued': ['journey'],
  'contact.deflected': ['journey'],
  'contact.overflowed': [],
  'contact.wait-announced': [],
  // An assignment counts from the moment the agent has the customer.
  'contact.allocated': [],
  'contact.allocation-cancelled': [],
  'contact.connected': ['journey'],
  'contact.held': ['activity'],
  'contact.resumed': ['activity'],
  'contact.uttered': ['activity', 'journey'],
  'contact.transfer-started': [],
  'contact.transfer-connected': [],
  'contact.transfer-cancelled': [],
  'contact.abandoned': ['journey'],
  'contact.disconnected': ['journey'],
  // Wrap-up shows in the agent's state.
  'contact.wrap-up-started': [],
  'contact.wrap-up-ended': [],
  'contact.disposed': ['journey'],
  'contact.summarised': ['journey'],
  'contact.customer-left': ['journey'],
  'contact.conversation-ended': ['journey'],
  'contact.timed-out': ['journey'],
  'contact.ended': ['journey'],
  'contact.session-changed': ['journey'],
  'contact.customer-attributes-set': ['journey'],
  'contact.file-uploaded': ['journey'],
  'contact.survey-submitted': ['journey'],
  'bot.intent-detected': ['journey'],
  'bot.node-visited': ['journey'],
  'bot.link-resolved': ['journey'],
  'bot.action-called': ['journey'],
  'bot.flow-succeeded': ['journey'],
  'bot.flow-success-negated': ['journey'],
  'bot.response-ended': ['journey'],
  'supervision.offered': [],
  'supervision.changed': [],
  'queue.size-changed': ['queue'],
  'queue.wait-estimated': ['queue'],
  'queue.availability-changed': ['queue'],
  // One name in all feeds.
  'queue.info-changed': ['queue', 'activity', 'journey'],
  'queue.hours-changed': ['queue'],
  'queue.holidays-changed': ['queue'],
  'queue.capping-changed': ['queue'],
  'queue.mitigation-changed': ['queue'],
  'callback.opened': [],
  'callback.assigned': [],
  'callback.attempted': [],
  'callback.closed': [],
  'command.refused': [],
  'interval.elapsed': ['activity'],
} as const satisfies Record<CentreEvent['type'], readonly FeedName[]>;

type Table = typeof feedsOfEvent;

/** The types of the centre's events that `Feed` has something to say about. */
export type EventTypeOf<Feed extends FeedName> = {
  [T in keyof Table]: Feed extends Table[T][number] ? T : never;
}[keyof Table];

/** The centre's event of that type. */
export type EventOf<Type extends CentreEvent['type']> = Extract<CentreEvent, { type: Type }>;
