import { isFree } from '../agents/agents.ts';
import { dial, hasLead, takeLead } from './outbound.ts';
import { ring } from './ringing.ts';
import type { Agent, Contact, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** Someone in fetch mode picks this long after there is something to pick. */
const fetchAfterMs = 4000;

/**
 * Allocates waiting contacts to ready agents, in the queues that were marked. The queue with the highest
 * priority goes first, then the contact that has waited longest; it gets the least loaded agent, and among equals the one
 * who became so longest ago. Calls to be made come last, when nobody waits.
 */
export function route(world: World): void {
  const { markedQueues, fetchers } = world;
  if (markedQueues.length === 0 && fetchers.size === 0) return;
  for (;;) {
    const queue = nextQueue(world, markedQueues);
    if (queue === undefined) break;
    const agent = queue.ready.peek();
    if (agent === undefined) break;
    const contact = headOf(world, queue);
    if (contact !== undefined) ring(world, contact, agent, queue);
    else {
      const lead = takeLead(queue);
      if (lead !== undefined) dial(world, lead, agent);
    }
  }
  for (const queue of markedQueues) queue.isMarked = false;
  markedQueues.length = 0;
  if (fetchers.size > 0) arrangeFetches(world);
}

/** Someone who picks by hand takes the contact that waits longest in the queue, or in any queue of theirs. */
export function fetchContact(world: World, agent: Agent, only?: Queue): boolean {
  if (!isFree(agent)) return false;
  let chosen: Queue | undefined;
  for (const queue of only === undefined ? agent.queues : [only]) {
    if (fits(agent, queue)) chosen = before(world, queue, chosen);
  }
  const contact = chosen === undefined ? undefined : headOf(world, chosen);
  if (chosen === undefined || contact === undefined) return false;
  ring(world, contact, agent, chosen);
  return true;
}

/** The time has come at which an agent in fetch mode picks what is there. */
export function fetchInTurn(world: World, agent: Agent): void {
  agent.fetching = false;
  if (agent.fetchMode) fetchContact(world, agent);
}

/** Agents in fetch mode who see something wait pick it a few seconds later. */
function arrangeFetches(world: World): void {
  for (const agent of world.fetchers) {
    if (agent.fetching || !isFree(agent)) continue;
    if (!agent.queues.some((queue) => queue.waiting.length > 0 && fits(agent, queue))) continue;
    agent.fetching = true;
    world.agenda.add(world.now + fetchAfterMs, { kind: 'fetch', agent });
  }
}

function fits(agent: Agent, { channel }: Queue): boolean {
  return agent.channels.includes(channel) && (channel === 'chat' || agent.legs.length === 0);
}

function nextQueue(world: World, markedQueues: readonly Queue[]): Queue | undefined {
  let chosen: Queue | undefined;
  let toCall: Queue | undefined;
  for (const queue of markedQueues) {
    if (queue.waiting.length === 0 && queue.leads.length === 0) continue;
    if (queue.ready.peek() === undefined) continue;
    if (queue.waiting.length > 0) chosen = before(world, queue, chosen);
    else if (toCall === undefined && hasLead(queue)) toCall = queue;
  }
  return chosen ?? toCall;
}

/** Which of the two has the contact that goes first. */
function before(world: World, queue: Queue, other: Queue | undefined): Queue | undefined {
  const contact = headOf(world, queue);
  if (contact === undefined) return other;
  const rival = other === undefined ? undefined : headOf(world, other);
  if (other === undefined || rival === undefined) return queue;
  if (queue.priority !== other.priority) return queue.priority > other.priority ? queue : other;
  return contact.waitStartedAt < rival.waitStartedAt ? queue : other;
}

function headOf(world: World, queue: Queue): Contact | undefined {
  const head = queue.waiting[0];
  return head === undefined ? undefined : world.contacts.get(head);
}
