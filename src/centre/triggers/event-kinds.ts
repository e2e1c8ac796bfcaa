import type { CentreEvent } from '../model/event.ts';

/** What an event may be about: what `$event` can stand for, and by what a trigger can be narrowed. */
export type Subject = 'agent' | 'queue' | 'contact' | 'callback';

/** What an event tells beside whom it is about. */
export type Fact = 'by' | 'outcome' | 'reason' | 'state' | 'status';

/** What an event of a type is or may be about, and what it tells. */
interface EventKind {
  readonly about: readonly Subject[];
  readonly tells?: readonly Fact[];
}

/** Every type of event, by the names that the record has for them. */
export const eventKinds: Readonly<Record<CentreEvent['type'], EventKind>> = {
  'agent.logged-in': { about: ['agent'] },
  'agent.logged-out': { about: ['agent'] },
  'agent.status-changed': { about: ['agent'], tells: ['status'] },
  'agent.state-changed': { about: ['agent', 'contact'], tells: ['state'] },
  'agent.load-changed': { about: ['agent', 'contact'] },
  'agent.capacity-changed': { about: ['agent'] },
  'agent.queues-changed': { about: ['agent'] },
  'agent.identity-changed': { about: ['agent'] },
  'agent.fetch-mode-changed': { about: ['agent'] },
  'agent.setting-changed': { about: ['agent'] },
  'agent.alerted': { about: ['agent', 'queue'] },
  'contact.created': { about: ['contact', 'agent', 'queue'] },
  'contact.offered': { about: ['contact', 'agent', 'queue'] },
  'contact.agent-requested': { about: ['contact', 'agent', 'queue'], tells: ['by'] },
  'contact.queued': { about: ['contact', 'agent', 'queue'] },
  'contact.deflected': { about: ['contact', 'agent', 'queue'] },
  'contact.overflowed': { about: ['contact', 'agent', 'queue'], tells: ['reason'] },
  'contact.wait-announced': { about: ['contact', 'agent', 'queue'] },
  'contact.allocated': { about: ['contact', 'agent', 'queue'] },
  'contact.allocation-cancelled': { about: ['contact', 'agent', 'queue'], tells: ['reason'] },
  'contact.connected': { about: ['contact', 'agent', 'queue'] },
  'contact.held': { about: ['contact', 'agent', 'queue'] },
  'contact.resumed': { about: ['contact', 'agent', 'queue'] },
  'contact.uttered': { about: ['contact', 'agent', 'queue'], tells: ['by'] },
  'contact.transfer-started': { about: ['contact', 'agent', 'queue'] },
  'contact.transfer-connected': { about: ['contact', 'agent', 'queue'] },
  'contact.transfer-cancelled': { about: ['contact', 'agent', 'queue'], tells: ['reason'] },
  'contact.abandoned': { about: ['contact', 'agent', 'queue'] },
  'contact.disconnected': { about: ['contact', 'agent', 'queue'], tells: ['by'] },
  'contact.wrap-up-started': { about: ['contact', 'agent', 'queue'] },
  'contact.wrap-up-ended': { about: ['contact', 'agent', 'queue'], tells: ['reason'] },
  'contact.disposed': { about: ['contact', 'agent', 'queue'] },
  'contact.summarised': { about: ['contact', 'agent', 'queue'] },
  'contact.customer-left': { about: ['contact', 'agent', 'queue'] },
  'contact.conversation-ended': { about: ['contact', 'agent', 'queue'] },
  'contact.timed-out': { about: ['contact', 'agent', 'queue'] },
  'contact.ended': { about: ['contact', 'agent', 'queue'], tells: ['by', 'outcome'] },
  'contact.session-changed': { about: ['contact', 'agent', 'queue'] },
  'contact.customer-attributes-set': { about: ['contact', 'agent', 'queue'] },
  'contact.file-uploaded': { about: ['contact', 'agent', 'queue'] },
  'contact.survey-submitted': { about: ['contact', 'agent', 'queue'] },
  'bot.intent-detected': { about: ['contact', 'queue'] },
  'bot.node-visited': { about: ['contact', 'queue'] },
  'bot.link-resolved': { about: ['contact', 'queue'] },
  'bot.action-called': { about: ['contact', 'queue'] },
  'bot.flow-succeeded': { about: ['contact', 'queue'] },
  'bot.flow-success-negated': { about: ['contact', 'queue'] },
  'bot.response-ended': { about: ['contact', 'queue'] },
  'supervision.offered': { about: ['contact', 'agent', 'queue'] },
  'supervision.changed': { about: ['contact', 'agent', 'queue'], tells: ['state'] },
  'queue.size-changed': { about: ['queue', 'contact'] },
  'queue.wait-estimated': { about: ['queue', 'contact'] },
  'queue.availability-changed': { about: ['queue', 'contact'] },
  'queue.info-changed': { about: ['queue'] },
  'queue.hours-changed': { about: ['queue'] },
  'queue.holidays-changed': { about: ['queue'] },
  'queue.capping-changed': { about: ['queue'] },
  'queue.mitigation-changed': { about: ['queue'] },
  'callback.opened': { about: ['callback', 'queue'] },
  'callback.assigned': { about: ['callback', 'queue', 'agent'] },
  'callback.attempted': { about: ['callback', 'queue', 'agent', 'contact'] },
  'callback.closed': { about: ['callback', 'queue', 'agent'] },
  'command.refused': { about: [] },
  'interval.elapsed': { about: [] },
};

/** The names of all types of event. */
export const eventTypes = Object.keys(eventKinds) as [CentreEvent['type'], ...CentreEvent['type'][]];
