import type { Agent, Callback, Contact, Leg, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** Thrown inside this folder when a command cannot be carried out now; becomes `command.refused`. */
export class Refusal extends Error {}

/** Throws a {@link Refusal}: the command ends here, and `reason` is what its sender reads. */
export function refuse(reason: string): never {
  throw new Refusal(reason);
}

/** Refuses the command when there is no agent of that name. */
export function agentNamed(world: World, name: string): Agent {
  return world.agentByName.get(name) ?? refuse(`There is no agent "${name}".`);
}

/** Refuses the command when there is no queue of that name. */
export function queueNamed(world: World, name: string): Queue {
  return world.queueByName.get(name) ?? refuse(`There is no queue "${name}".`);
}

/** By ref, else by id; refuses the command when there is no such contact, or it is over. */
export function contactNamed(world: World, name: string): Contact {
  const id = world.contactRefs.get(name);
  const contact = id === undefined ? contactById(world, name) : world.contacts.get(id);
  if (contact === undefined || contact.phase === 'ended') {
    return refuse(`There is no contact "${name}" now: it has not begun, or is over.`);
  }
  return contact;
}

/** By ref, else by id; refuses the command when there is no such callback, or it is closed. */
export function callbackNamed(world: World, name: string): Callback {
  const id = world.callbackRefs.get(name);
  for (const callback of world.callbacks.values()) {
    if ((callback.id === id || (id === undefined && String(callback.id) === name)) && !callback.closed)
      return callback;
  }
  return refuse(`There is no open callback "${name}".`);
}

/** Refuses the command when no agent is talking with the contact's customer. */
export function conversationOf(contact: Contact): Leg {
  const { leg } = contact;
  if (leg === null || leg.phase !== 'talking') return refuse(`No agent is talking in ${contact.id}.`);
  return leg;
}

/** Refuses the command when the contact is not ringing at an agent. */
export function ringingOf(contact: Contact): Leg {
  const { leg } = contact;
  if (leg === null || leg.phase !== 'ringing') return refuse(`${contact.id} does not ring anywhere.`);
  return leg;
}

function contactById(world: World, name: string): Contact | undefined {
  for (const contact of world.contacts.values()) if (String(contact.id) === name) return contact;
  return undefined;
}
