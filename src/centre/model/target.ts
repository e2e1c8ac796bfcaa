import type { RoutingTarget } from './events/contact-facts.ts';
import type { Destination } from './state.ts';
import type { World } from './world.ts';

/** The target as events name it. */
export function targetOf(destination: Destination): RoutingTarget {
  if (destination.kind === 'queue') return { kind: 'queue', queueId: destination.queue.id };
  if (destination.kind === 'agent') return { kind: 'agent', agentId: destination.agent.id };
  return destination;
}

/** What an overflow setting names: a number, a queue or an agent. */
export function destinationNamed(world: World, name: string): Destination | undefined {
  if (name.startsWith('+')) return { kind: 'number', number: name };
  const queue = world.queueByName.get(name);
  if (queue !== undefined) return { kind: 'queue', queue };
  const agent = world.agentByName.get(name);
  return agent === undefined ? undefined : { kind: 'agent', agent };
}

/** A target as a scenario names it. */
export type NamedTarget =
  | { readonly queue: string }
  | { readonly agent: string }
  | { readonly number: string };

/** The state behind a target that a scenario names; `undefined` when it names nothing. */
export function destinationOf(world: World, target: NamedTarget): Destination | undefined {
  if ('number' in target) return { kind: 'number', number: target.number };
  if ('queue' in target) {
    const queue = world.queueByName.get(target.queue);
    return queue && { kind: 'queue', queue };
  }
  const agent = world.agentByName.get(target.agent);
  return agent && { kind: 'agent', agent };
}
