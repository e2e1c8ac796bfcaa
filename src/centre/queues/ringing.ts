import { connect } from '../contacts/conversation.ts';
import { drawMs } from '../model/sample.ts';
import type { Agent, Contact, Leg, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { allocate } from '../agents/work.ts';

/** How long a direct call may ring; no queue sets that. */
const directRingMs = 25_000;
/** Nobody declines faster than this, so that a contact that everybody declines still takes time. */
const leastRingMs = 1000;

/** Gives the contact to the agent, whose telephone rings; answered at once where the profile's ring is 0s. */
export function ring(world: World, contact: Contact, agent: Agent, queue: Queue | null): void {
  const leg = allocate(world, contact, agent, queue);
  const { uniform, plan } = contact;
  const luck = uniform();
  const answerMs = drawMs(uniform, plan.ring);
  const ringForMs = Math.max(queue?.config.ring_for ?? directRingMs, leastRingMs);
  if (luck < plan.declined) {
    const declineMs = Math.min(Math.max(answerMs, leastRingMs), ringForMs);
    return refuse(world, leg, declineMs, 'declined');
  }
  if (luck < plan.declined + plan.no_answer || answerMs >= ringForMs) {
    return refuse(world, leg, ringForMs, 'no-answer');
  }
  if (answerMs === 0) return connect(world, leg);
  world.agenda.add(world.now + answerMs, { kind: 'answer', leg });
}

function refuse(world: World, leg: Leg, afterMs: number, reason: 'no-answer' | 'declined'): void {
  world.agenda.add(world.now + afterMs, { kind: 'not-taken', leg, reason });
}
