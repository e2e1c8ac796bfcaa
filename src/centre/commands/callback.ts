import { assignCallback, closeCallback, openCallback } from '../queues/callback-book.ts';
import { leadOf } from '../queues/callbacks.ts';
import { isFree } from '../agents/agents.ts';
import type { Command, CommandOf } from './command.ts';
import { drawCustomer } from '../contacts/contacts.ts';
import { dial } from '../queues/outbound.ts';
import type { World } from '../model/world.ts';
import { agentNamed, callbackNamed, queueNamed, refuse } from './refusal.ts';

type CallbackCommand = Extract<Command, { do: `callback.${string}` }>;

/** Carries out what was asked about a callback. One that a command opened is attempted by command only. */
export function executeCallbackCommand(world: World, command: CallbackCommand): void {
  if (command.do === 'callback.open') return open(world, command);
  const callback = callbackNamed(world, command.callback);
  switch (command.do) {
    case 'callback.assign':
      return assignCallback(world, callback, agentNamed(world, command.agent));
    case 'callback.attempt':
      return attempt(world, command);
    case 'callback.close':
      return closeCallback(
        world,
        callback,
        command.agent === undefined ? callback.assignedTo : agentNamed(world, command.agent).id,
      );
  }
}

function open(world: World, command: CommandOf<'callback.open'>): void {
  const {
    caller,
    name,
    message,
    note,
    due,
    expires,
    not_before: notBefore,
    classification,
    recorded,
    ref,
  } = command;
  const uniform = world.random.stream('callback', world.numbered.callbacks - world.before.callbacks + 1);
  openCallback(world, {
    queue: queueNamed(world, command.queue),
    contact: null,
    customer: drawCustomer(world, uniform, { caller, name, profile: { returning: 0 } }),
    message,
    note,
    dueAt: due === undefined ? null : world.now + due,
    expiresAt: expires === undefined ? null : world.now + expires,
    notBeforeAt: notBefore === undefined ? undefined : world.now + notBefore,
    classification,
    recorded,
    byHand: true,
    ref,
  });
}

/** The agent calls the customer; whether they were reached is known when the ringing is over. */
function attempt(world: World, command: CommandOf<'callback.attempt'>): void {
  const callback = callbackNamed(world, command.callback);
  const agent =
    command.agent === undefined
      ? world.agents.find(({ id }) => id === callback.assignedTo)
      : agentNamed(world, command.agent);
  if (agent === undefined) return refuse(`Nobody is assigned to ${callback.id}. Name an agent.`);
  if (!isFree(agent) || agent.legs.length > 0) return refuse(`${agent.username} has no time to call now.`);
  const { note, reached } = command;
  dial(world, leadOf(world, callback, reached ? 'answered' : 'abandoned'), agent).attemptNote = note;
}
