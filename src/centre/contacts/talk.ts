import type { Uniform } from '../../lib/random.ts';
import type { Distribution } from '../config/fields.ts';
import type { Party } from '../model/events/contact-facts.ts';
import { drawMs } from '../model/sample.ts';
import { planEnd, planScript } from './script-plan.ts';
import type { Contact } from '../model/state.ts';
import { TalkClock, type Talk } from '../model/talk.ts';
import type { World } from '../model/world.ts';
import { emit } from '../model/emit.ts';

/** How long an agent listens to an answering machine. */
const machineMs = 8000;

/** Draws the course of the conversation that begins. */
export function planTalk(contact: Contact): Talk<Contact> {
  const { uniform, plan } = contact;
  const machine = contact.pickUp === 'machine';
  const lengthMs = machine ? machineMs : drawMs(uniform, plan.talk);
  const first = contact.talkedMs === 0;
  contact.turns.customerSpokeLast = true;
  const script = machine ? [] : planScript(uniform, plan, lengthMs, first);
  return {
    lengthMs,
    script,
    scriptIndex: 0,
    elapsedMs: 0,
    clock: null,
    endsBy: machine ? 'agent' : planEnd(uniform, plan),
    customerSilent: uniform() < plan.silent_customer,
    nextTurnMs: machine ? lengthMs : firstTurn(contact, lengthMs),
    turns: 0,
  };
}

/** Starts the clock of the conversation, and arranges what comes next in it. */
export function runTalk(world: World, contact: Contact): void {
  const { talk } = contact;
  if (talk === null) return;
  contact.talkToken++;
  talk.clock = new TalkClock(contact, talk, world.now - world.startMs - talk.elapsedMs);
  arrangeTalk(world, talk.clock);
}

/** Arranges what comes next in a running conversation: a turn, an item of the script, or its end. */
export function arrangeTalk(world: World, clock: TalkClock<Contact>): void {
  const nextMs = Math.min(clock.nextTurnMs, clock.nextItemMs, clock.lengthMs);
  world.agenda.add(Math.max(world.now, world.startMs + clock.zeroMs + nextMs), clock);
}

/** Stops the clock of the conversation. */
export function pauseTalk(world: World, contact: Contact): void {
  const { talk } = contact;
  if (talk === null || talk.clock === null) return;
  const { clock } = talk;
  clock.isStopped = true;
  talk.elapsedMs = world.now - world.startMs - clock.zeroMs;
  talk.nextTurnMs = clock.nextTurnMs;
  talk.clock = null;
  contact.talkToken++;
}

/** The next turn of a conversation: the agent begins, then they take turns, unless the customer keeps silent. */
export function takeTurn(world: World, clock: TalkClock<Contact>): void {
  const { turns, contactId, agentId } = clock;
  const isAgents = clock.customerSilent || turns.customerSpokeLast;
  turns.customerSpokeLast = !isAgents;
  const by = isAgents ? 'agent' : 'customer';
  const ordinal = isAgents ? ++turns.agent : ++turns.customer;
  emit(world, { type: 'contact.uttered', at: world.now, contactId, by, agentId, ordinal });
  const nextMs = clock.pauses === null ? nextOfCounted(clock) : afterPause(clock, clock.pauses);
  // What would come after the end never comes; as a number without bounds, it would take more memory.
  clock.nextTurnMs = Math.min(nextMs, clock.lengthMs);
}

/** Somebody speaks or writes, not in turn. */
export function utter(world: World, contact: Contact, by: Party): void {
  const { turns, phase } = contact;
  const ordinal = ++turns[by];
  if (by === 'customer' || by === 'agent') turns.customerSpokeLast = by === 'customer';
  const agentId = phase === 'talking' || phase === 'transferring' ? contact.agentId : null;
  emit(world, { type: 'contact.uttered', at: world.now, contactId: contact.id, by, agentId, ordinal });
}

function firstTurn({ plan, uniform }: Contact, lengthMs: number): number {
  const { utterances } = plan;
  const atMs =
    typeof utterances === 'number'
      ? timeOfTurn(uniform, utterances, 0, lengthMs)
      : Math.max(1, drawMs(uniform, utterances.every));
  return Math.min(atMs, lengthMs);
}

function afterPause({ uniform, nextTurnMs }: TalkClock<Contact>, pauses: Distribution): number {
  return nextTurnMs + Math.max(1, drawMs(uniform, pauses));
}

function nextOfCounted({ contact, talk, uniform, lengthMs }: TalkClock<Contact>): number {
  return timeOfTurn(uniform, contact.plan.utterances as number, ++talk.turns, lengthMs);
}

/** When the turn after `turns` of them comes, where there are exactly so many: one in each equal part of the time. */
function timeOfTurn(uniform: Uniform, utterances: number, turns: number, lengthMs: number): number {
  return turns < utterances ? Math.floor(((turns + uniform()) / utterances) * lengthMs) : lengthMs;
}
