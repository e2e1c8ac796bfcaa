import { isFree } from '../agents/agents.ts';
import type { CommandOf } from './command.ts';
import { receiveContact } from '../contacts/contacts.ts';
import { addLead, dial } from '../queues/outbound.ts';
import { profileFields } from '../config/profile.ts';
import { resolveProfile } from '../config/profiles/index.ts';
import type { ContactDraft } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { agentNamed, queueNamed, refuse } from './refusal.ts';

/** Starts a contact: inbound at once, outbound by the agent named or by the next one of the queue who has nothing to do. */
export function startContact(world: World, command: CommandOf<'contact.start'>): void {
  const queue = command.queue === undefined ? null : queueNamed(world, command.queue);
  const agent = command.agent === undefined ? null : agentNamed(world, command.agent);
  if (queue === null && agent === null) return refuse('A contact needs a queue or an agent to go to.');
  const profileName = command.profile ?? queue?.channel ?? 'voice';
  const overrides = Object.fromEntries(Object.entries(command).filter(([key]) => key in profileFields));
  const profile = resolveProfile(world.profiles, profileName, overrides);
  if (queue !== null && queue.channel !== profile.channel) {
    return refuse(`The queue "${queue.name}" takes ${queue.channel}, and the contact is ${profile.channel}.`);
  }
  const { ref, caller, name } = command;
  const draft: ContactDraft = { profileName, profile, queue, agent, ref, caller, name };
  if (profile.direction === 'inbound') {
    receiveContact(world, draft);
    return;
  }
  if (agent === null && queue !== null) return addLead(world, queue, { draft, callback: null });
  if (agent === null || !isFree(agent) || agent.legs.length > 0) {
    return refuse(`${agent?.username ?? 'Nobody'} has no time to call now.`);
  }
  dial(world, { draft, callback: null }, agent);
}
