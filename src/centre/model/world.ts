import type { Agenda } from '../../lib/agenda/agenda.ts';
import type { Random } from '../../lib/random.ts';
import type { PlacedCommand } from '../commands/outcome.ts';
import type { ProfileConfig } from '../config/profile.ts';
import type { Calendar } from './calendar.ts';
import type { Entry } from './entry.ts';
import type { AgentStatus } from './events/agent-event.ts';
import type { Customer } from './events/contact-facts.ts';
import type { CentreEvent } from './event.ts';
import type { AgentId, CallbackId, ContactId, QueueId } from './ids.ts';
import type { Numbering } from './numbering.ts';
import type { NumberPlan } from '../numbers/numbers.ts';
import type { TalkClocks } from './talk-clocks.ts';
import type { Agent, Callback, Contact, Queue, Writable } from './state.ts';

/** The whole state of the centre, in one place. Everything else is functions on it. */
export interface World {
  now: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly random: Random;
  readonly agenda: Agenda<Entry>;
  /** Commands that wait for their time. At the same instant they come after everything in the agenda. */
  readonly commands: Agenda<PlacedCommand>;
  /** The clocks of all conversations that go on. */
  readonly talkClocks: TalkClocks<Contact>;
  readonly calendar: Calendar;
  readonly statuses: readonly AgentStatus[];
  readonly profiles: Readonly<Record<string, ProfileConfig>>;
  readonly agents: Agent[];
  readonly queues: Queue[];
  readonly agentById: Map<AgentId, Agent>;
  readonly queueById: Map<QueueId, Queue>;
  readonly agentByName: Map<string, Agent>;
  readonly queueByName: Map<string, Queue>;
  readonly contacts: Map<ContactId, Contact>;
  readonly callbacks: Map<CallbackId, Callback>;
  readonly contactRefs: Map<string, ContactId>;
  readonly callbackRefs: Map<string, CallbackId>;
  /** Customers who may come back, the latest thousand. */
  readonly customers: Customer[];
  /** Where the numbers of customers come from. */
  readonly numbers: NumberPlan;
  readonly names: { readonly given: readonly string[]; readonly family: readonly string[] };
  /** When the clocks of the centre are put forward or back next; `Infinity` when that is not before the end. */
  clocksChangeAt: number;
  /** What was numbered on the days before, and what is by now. */
  readonly before: Numbering;
  readonly numbered: Writable<Numbering>;
  stamps: number;
  /** What happened in this step, in order. Added to by `emit` only. */
  events: readonly CentreEvent[];
  /** Queues that routing looks at before the step ends. */
  markedQueues: Queue[];
  /** Queues whose estimate is looked at before the step ends. */
  readonly staleQueues: Queue[];
  /** Agents in fetch mode. */
  readonly fetchers: Set<Agent>;
  /** What ended in this step and is forgotten with the next. */
  readonly overContacts: ContactId[];
  /** When the last contact was over; `-Infinity` before the first. */
  lastOverAt: number;
  /** The periods at which `interval.elapsed` happens, and those whose next end stands in the agenda. */
  readonly intervalsMs: readonly number[];
  readonly pendingIntervals: Set<number>;
  readonly overCallbacks: CallbackId[];
}
