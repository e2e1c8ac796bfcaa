import type { AgentEvent } from './events/agent-event.ts';
import type { BotEvent } from './events/bot-event.ts';
import type { CallbackEvent } from './events/callback-event.ts';
import type { ContactEvent } from './events/contact-event.ts';
import type { At } from './events/event-parts.ts';
import type { QueueEvent } from './events/queue-event.ts';
import type { SupervisionEvent } from './events/supervision-event.ts';

/** A command that could not be carried out when its time came. Nothing changed. */
export type CommandEvent = At & {
  readonly type: 'command.refused';
  /** What was asked, such as `contact.hang-up`. */
  readonly command: string;
  /** Why it could not be done: a whole sentence. */
  readonly reason: string;
};

/** Time passing, for what a dialect sends periodically: dialects need no timers. */
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
