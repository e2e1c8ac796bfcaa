import type { Agent, Contact, Leg } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { emit } from '../model/emit.ts';

/** What a supervisor may be asked to do in a call. */
export type SupervisionStep = 'requested' | 'listening' | 'whispering' | 'barged-in' | 'ended';

/** Tells the supervisors of the agent's team, those who are logged in, that a call may be supervised. */
export function offerSupervision(world: World, { contact, agent, queue }: Leg): void {
  for (const supervisor of agent.supervisors) {
    if (!supervisor.loggedIn) continue;
    emit(world, {
      type: 'supervision.offered',
      at: world.now,
      contactId: contact.id,
      agentId: agent.id,
      supervisorId: supervisor.id,
      queueId: queue?.id ?? null,
    });
  }
}

/** The supervisor asks to listen in, does so, or leaves. One at a time. */
export function supervise(world: World, leg: Leg, supervisor: Agent, state: SupervisionStep): void {
  leg.contact.supervision = state === 'ended' ? null : { supervisor, state };
  emit(world, {
    type: 'supervision.changed',
    at: world.now,
    contactId: leg.contact.id,
    agentId: leg.agent.id,
    supervisorId: supervisor.id,
    queueId: leg.queue?.id ?? null,
    state,
  });
}

/** The supervisor, if one is there, leaves with the conversation. */
export function endSupervision(world: World, leg: Leg): void {
  const { supervision } = leg.contact;
  if (supervision !== null) supervise(world, leg, supervision.supervisor, 'ended');
}

/** Who would listen to this contact: who does already, else the first of the agent's supervisors who is logged in. */
export function supervisorFor(contact: Contact, agent: Agent): Agent | undefined {
  return contact.supervision?.supervisor ?? agent.supervisors.find((supervisor) => supervisor.loggedIn);
}
