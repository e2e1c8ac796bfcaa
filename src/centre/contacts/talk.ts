import type { Uniform } from '../../lib/random.ts';
import type { Party } from '../model/events/contact-facts.ts';
import { drawMs } from '../model/sample.ts';
import { planEnd, planScript } from './script-plan.ts';
import type { Contact } from '../model/state.ts';
import type { Talk, TalkClock } from '../model/talk.ts';
import type { World } from '../model/world.ts';
import { emit } from '../model/emit.ts';

/** How long an agent listens to an answering machine. */
const machineMs = 8000;

/** Draws the course of the conversation that begins. */
export function planTalk(contact: Contact): Talk {
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
  talk.clock = world.talkClocks.start(contact, talk, world.now - world.startMs - talk.elapsedMs);
  arrangeTalk(world, talk.clock);
}

/** Arranges what comes next in a running conversation: a turn, an item of the script, or its end. */
export function arrangeTalk(world: World, clock: TalkClock): void {
  world.agenda.add(Math.max(world.now, world.startMs + world.talkClocks.nextMs(clock)), clock);
}

/** Stops the clock of the conversation. */
export function pauseTalk(world: World, contact: Contact): void {
  const { talk, turns } = contact;
  if (talk === null || talk.clock === null) return;
  world.talkClocks.stop(talk.clock, world.now - world.startMs, talk, turns);
  talk.clock = null;
  contact.talkToken++;
}

/** The next turn of a conversation. */
export function takeTurn(world: World, clock: TalkClock): void {
  const clocks = world.talkClocks;
  const isAgents = clocks.isAgentsTurn(clock);
  emit(world, {
    type: 'contact.uttered',
    at: world.now,
    contactId: clocks.contactId(clock),
    by: isAgents ? 'agent' : 'customer',
    agentId: clocks.agentId(clock),
    ordinal: clocks.countTurn(clock, isAgents),
  });
  clocks.setNextTurn(
    clock,
    clocks.drawNextTurn(clock) ?? nextTurn(clocks.contact(clock), clocks.nextTurnMs(clock)),
  );
}

/** Somebody speaks or writes, not in turn. */
export function utter(world: World, contact: Contact, by: Party): void {
  const { turns, phase, talk } = contact;
  const clock = talk?.clock ?? null;
  if (clock !== null) world.talkClocks.tellTurns(clock, turns);
  const ordinal = ++turns[by];
  if (by === 'customer' || by === 'agent') turns.customerSpokeLast = by === 'customer';
  if (clock !== null) world.talkClocks.setTurns(clock, turns);
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

/** When the turn after that at `lastMs` comes, however that is drawn. */
function nextTurn({ plan, uniform, talk }: Contact, lastMs: number): number {
  const { utterances } = plan;
  if (typeof utterances !== 'number') return lastMs + Math.max(1, drawMs(uniform, utterances.every));
  return talk === null ? Infinity : timeOfTurn(uniform, utterances, ++talk.turns, talk.lengthMs);
}

/** When the turn after `turns` of them comes, where there are exactly so many: one in each equal part of the time. */
function timeOfTurn(uniform: Uniform, utterances: number, turns: number, lengthMs: number): number {
  return turns < utterances ? Math.floor(((turns + uniform()) / utterances) * lengthMs) : lengthMs;
}
