import { refreshAgent } from './agents.ts';
import { noteAttempt } from './callback-book.ts';
import { closeContact, concludeContact } from './ending.ts';
import type { CentreEvent, Party } from './event.ts';
import { drawMs } from './sample.ts';
import { planEnd, planScript } from './script-plan.ts';
import type { Contact, Leg, Talk, World } from './state.ts';
import { offerSupervision, endSupervision } from './supervision.ts';
import { startAfterWork } from './work.ts';

/** How long an agent listens to an answering machine. */
const machineMs = 8000;

/** The agent, or on an outbound call the customer, answers: they talk. */
export function connect(world: World, leg: Leg): void {
  if (leg.phase !== 'ringing') return;
  const { contact, agent, queue } = leg;
  leg.phase = 'talking';
  leg.connectedAt = world.now;
  contact.phase = 'talking';
  contact.patienceToken++;
  if (queue !== null) {
    queue.allocatedCount--;
    queue.connectedCount++;
  }
  world.events.push({
    type: 'contact.connected',
    at: world.now,
    contactId: contact.id,
    agentId: agent.id,
    queueId: queue?.id ?? null,
    waitedMs: contact.queueWaitMs,
    wrapUpMaxMs: queue === null || queue.config.wrap_up === 0 ? null : queue.config.wrap_up,
  });
  refreshAgent(world, agent, contact.id);
  noteAttempt(world, contact, agent, true);
  if (contact.channel === 'voice') offerSupervision(world, leg);
  contact.talk = planTalk(contact);
  runTalk(world, contact);
}

/** Starts the clock of the conversation, and arranges what comes next in it. */
export function runTalk(world: World, contact: Contact): void {
  const { talk } = contact;
  if (talk === null) return;
  talk.running = true;
  talk.sinceMs = world.now;
  contact.talkToken++;
  arrangeTalk(world, contact, talk);
}

/** Arranges what comes next in a running conversation: a turn, an item of the script, or its end. */
export function arrangeTalk(world: World, contact: Contact, talk: Talk): void {
  const nextMs = Math.min(talk.nextTurnMs, talk.nextItemMs, talk.lengthMs);
  const { talkToken: token } = contact;
  // Most of all entries are these, so one serves a conversation until it pauses.
  if (talk.entry?.token !== token) talk.entry = { kind: 'talk', contact, token };
  world.agenda.add(world.now + Math.max(0, nextMs - talk.elapsedMs), talk.entry);
}

/** Stops the clock of the conversation. */
export function pauseTalk(world: World, contact: Contact): void {
  const { talk } = contact;
  if (talk === null || !talk.running) return;
  talk.elapsedMs += world.now - talk.sinceMs;
  talk.running = false;
  contact.talkToken++;
}

/** Somebody speaks or writes. */
export function utter(world: World, contact: Contact, by: Party): void {
  const ordinal = ++contact.turns[by];
  if (by === 'customer' || by === 'agent') contact.lastSpeaker = by;
  const { phase } = contact;
  const event: CentreEvent = {
    type: 'contact.uttered',
    at: world.now,
    contactId: contact.id,
    by,
    agentId: phase === 'talking' || phase === 'transferring' ? contact.agentId : null,
    ordinal,
  };
  // Most steps are one turn of speech: a list of one takes less room than a list that grows.
  if (world.events.length === 0) world.events = [event];
  else world.events.push(event);
}

/** The next turn of a conversation: the agent begins, then they take turns, unless the customer keeps silent. */
export function takeTurn(world: World, contact: Contact, talk: Talk): void {
  const silent = talk.customerSilent || contact.lastSpeaker === 'customer';
  utter(world, contact, silent ? 'agent' : 'customer');
  talk.turns++;
  talk.nextTurnMs = nextTurn(contact, talk.lengthMs, talk.turns, talk.nextTurnMs);
}

/** The agent puts the customer on hold, for `forMs` or until `contact.resume`. */
export function hold(world: World, contact: Contact, forMs: number | null): void {
  const { leg } = contact;
  if (leg === null || leg.held) return;
  pauseTalk(world, contact);
  leg.held = true;
  leg.heldSince = world.now;
  leg.agent.heldCount++;
  world.events.push({
    type: 'contact.held',
    at: world.now,
    contactId: contact.id,
    agentId: leg.agent.id,
  });
  if (forMs === null) return;
  world.agenda.add(world.now + forMs, { kind: 'resume', contact, token: contact.talkToken });
}

/** The agent comes back to the customer. */
export function resume(world: World, contact: Contact): void {
  const { leg } = contact;
  if (leg === null || !leg.held) return;
  leg.held = false;
  leg.agent.heldCount--;
  const heldMs = world.now - leg.heldSince;
  world.events.push({
    type: 'contact.resumed',
    at: world.now,
    contactId: contact.id,
    agentId: leg.agent.id,
    heldMs,
  });
  runTalk(world, contact);
}

/** The conversation with this agent ends, by hang-up or transfer. */
export function disconnect(world: World, leg: Leg, by: Party, transferred: boolean): void {
  const { contact, agent, queue } = leg;
  endSupervision(world, leg);
  if (leg.held) {
    leg.held = false;
    agent.heldCount--;
  }
  if (queue !== null) queue.connectedCount--;
  const handledMs = world.now - leg.connectedAt;
  contact.talkedMs += handledMs;
  contact.talk = null;
  contact.talkToken++;
  contact.leg = null;
  leg.transferred = transferred;
  world.events.push({
    type: 'contact.disconnected',
    at: world.now,
    contactId: contact.id,
    agentId: agent.id,
    queueId: queue?.id ?? null,
    by,
    handledMs,
    transferred,
    ghost: contact.turns.customer === 0,
  });
}

/** The conversation and with it the contact's main part is over; work after it may follow. `timedOut`: the customer fell silent. */
export function hangUp(world: World, contact: Contact, by: Party, timedOut = false): void {
  const { leg } = contact;
  if (leg === null || leg.phase !== 'talking') return;
  const at = world.now;
  if (timedOut) world.events.push({ type: 'contact.timed-out', at, contactId: contact.id });
  else if (contact.channel === 'chat' && by === 'customer') {
    world.events.push({ type: 'contact.customer-left', at, contactId: contact.id });
  }
  disconnect(world, leg, by, false);
  const outcome = timedOut ? 'timed-out' : contact.pickUp === 'machine' ? 'machine' : 'answered';
  concludeContact(world, contact, { outcome, by });
  startAfterWork(world, leg);
  closeContact(world, contact);
}

function planTalk(contact: Contact): Talk {
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
    sinceMs: 0,
    running: false,
    endsBy: machine ? 'agent' : planEnd(uniform, plan),
    customerSilent: uniform() < plan.silent_customer,
    nextTurnMs: machine ? Infinity : nextTurn(contact, lengthMs, 0, 0),
    turns: 0,
    entry: null,
  };
}

/** When the turn after `turns` of them comes: exactly so many, one in each equal part of the time, or after a drawn pause. */
function nextTurn({ plan, uniform }: Contact, lengthMs: number, turns: number, lastMs: number): number {
  const { utterances } = plan;
  if (typeof utterances === 'number') {
    if (turns >= utterances) return Infinity;
    return Math.floor(((turns + uniform()) / utterances) * lengthMs);
  }
  return lastMs + Math.max(1, drawMs(uniform, utterances.every));
}
