import { InputError } from '../lib/errors.ts';
import { checkNames } from './config/check-names.ts';
import type { Command } from './commands/command.ts';
import type { Numbering } from './model/numbering.ts';
import type { Source } from './source.ts';
import type { World } from './model/state.ts';
import { takeStep } from './step.ts';
import type { CentreView } from './model/view.ts';
import { buildWorld, type CentreOptions } from './model/world.ts';

export type { CentreOptions } from './model/world.ts';

/** A simulated centre: a source that also takes commands while it runs. */
export interface Centre extends Source {
  /** Places a command at that simulated time, or now if that has passed. Whether it could be carried out shows in the events. */
  command(atMs: number, command: Command): void;
  /** What was numbered until now: where the next day's numbers go on. */
  readonly numbering: Numbering;
}

/**
 * A contact centre at the beginning of its run. Pure: the same options, and the same commands at the same steps, give the
 * same events, byte for byte. Throws an {@link InputError} when a name in the options means nothing.
 */
export function createCentre(options: CentreOptions): Centre {
  const commands = (options.commands ?? []).map(({ command }) => command);
  const problems = checkNames(options.config, options.traffic, commands, options.profiles);
  if (problems.length > 0) {
    throw new InputError(problems.map(({ path, message }) => ({ path: path.join('.'), message })));
  }
  const world = buildWorld(options);
  return {
    get nextAt() {
      return world.agenda.nextAt;
    },
    step: () => takeStep(world),
    view: viewOf(world),
    get numbering() {
      return { ...world.numbered };
    },
    command(atMs, command) {
      world.agenda.add(Math.max(atMs, world.now), { kind: 'command', command, last: false });
    },
  };
}

/** The live state, to be read only. */
function viewOf(world: World): CentreView {
  const { agents, queues, agentById, queueById, contacts, callbacks, calendar } = world;
  return {
    get now() {
      return world.now;
    },
    timeZone: calendar.timeZone,
    get utcOffsetMinutes() {
      return calendar.offsetMinutes(world.now);
    },
    agents,
    queues,
    agent: (id) => agentById.get(id) ?? unknown('agent', id),
    queue: (id) => queueById.get(id) ?? unknown('queue', id),
    contact: (id) => contacts.get(id) ?? unknown('contact', id),
    callback: (id) => callbacks.get(id) ?? unknown('callback', id),
  };
}

function unknown(kind: string, id: string): never {
  throw new RangeError(`The centre has no ${kind} "${id}" now.`);
}
