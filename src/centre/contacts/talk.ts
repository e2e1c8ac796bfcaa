import type { Party } from '../model/events/contact-facts.ts';
import { drawMs } from '../model/sample.ts';
import { planEnd, planScript } from './script-plan.ts';
import { TalkClock, type Contact, type Talk } from '../model/state.ts';
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
  contact.lastSpeaker = 'customer';
  const script = machine ? [] : planScript(uniform, plan, lengthMs, first);
  return {
    lengthMs,
    script,
    scriptIndex: 0,
    nextItemMs: script[0]?.atMs ?? Infinity,
    elapsedMs: 0,
    clock: null,
    endsBy: machine ? 'agent' : planEnd(uniform, plan),
    customerSilent: uniform() < plan.silent_customer,
    nextTurnMs: machine ? Infinity : nextTurn(contact, lengthMs, 0, 0),
    turns: 0,
  };
}

/** Starts the clock of the conversation, and arranges what comes next in it. */
export function runTalk(world: World, contact: Contact): void {
  const { talk } = contact;
  if (talk === null) return;
  contact.talkToken++;
  talk.clock = new TalkClock(contact, talk, world.now - talk.elapsedMs);
  arrangeTalk(world, talk.clock);
}

/** Arranges what comes next in a running conversation: a turn, an item of the script, or its end. */
export function arrangeTalk(world: World, clock: TalkClock): void {
  const { talk, zeroAt } = clock;
  const nextMs = Math.min(talk.nextTurnMs, talk.nextItemMs, talk.lengthMs);
  world.agenda.add(Math.max(world.now, zeroAt + nextMs), clock);
}

/** Stops the clock of the conversation. */
export function pauseTalk(world: World, contact: Contact): void {
  const { talk } = contact;
  if (talk === null || talk.clock === null) return;
  talk.elapsedMs = world.now - talk.clock.zeroAt;
  talk.clock = null;
  contact.talkToken++;
}

/** The next turn of a conversation: the agent begins, then they take turns, unless the customer keeps silent. */
export function takeTurn(world: World, contact: Contact, talk: Talk): void {
  const silent = talk.customerSilent || contact.lastSpeaker === 'customer';
  utter(world, contact, silent ? 'agent' : 'customer');
  talk.turns++;
  talk.nextTurnMs = nextTurn(contact, talk.lengthMs, talk.turns, talk.nextTurnMs);
}

/** Somebody speaks or writes. */
export function utter(world: World, contact: Contact, by: Party): void {
  const ordinal = countTurn(contact.turns, by);
  if (by === 'customer' || by === 'agent') contact.lastSpeaker = by;
  const { phase } = contact;
  const agentId = phase === 'talking' || phase === 'transferring' ? contact.agentId : null;
  emit(world, { type: 'contact.uttered', at: world.now, contactId: contact.id, by, agentId, ordinal });
}

/** The two who speak most are named, because a computed name takes as long as the rest of a turn. */
function countTurn(turns: Record<Party, number>, by: Party): number {
  if (by === 'agent') return ++turns.agent;
  if (by === 'customer') return ++turns.customer;
  return ++turns[by];
}

/** When the turn after `turns` of them comes: exactly so many, one in each equal part of the time, or after a drawn pause. */
function nextTurn({ plan, uniform }: Contact, lengthMs: number, turns: number, lastMs: number): number {
  const { utterances } = plan;
  if (typeof utterances !== 'number') return lastMs + Math.max(1, drawMs(uniform, utterances.every));
  return turns < utterances ? Math.floor(((turns + uniform()) / utterances) * lengthMs) : Infinity;
}
