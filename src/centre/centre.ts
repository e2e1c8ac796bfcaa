import { InputError, type Problem } from '../lib/errors.ts';
import { checkCommand, checkNames } from './config/check-names.ts';
import type { Command } from './commands/command.ts';
import type { CommandOutcome } from './commands/outcome.ts';
import { Refs } from './commands/refs.ts';
import type { Numbering } from './model/numbering.ts';
import type { Source } from './source.ts';
import type { World } from './model/world.ts';
import { takeStep } from './step.ts';
import { TriggeredCommands } from './triggers/triggered.ts';
import type { CentreView } from './model/view.ts';
import { buildWorld, type CentreOptions } from './build-world.ts';

export type { CentreOptions } from './build-world.ts';

/** A simulated centre: a source that also takes commands while it runs. */
export interface Centre extends Source {
  /**
   * Places a command at that simulated time, or now if that has passed. `done` is called at the end of the step in which it
   * was carried out or refused; never, when the centre is not stepped that far. Throws an {@link InputError} when
   * {@link Centre.check} finds a problem.
   */
  command(atMs: number, command: Command, done?: (what: CommandOutcome) => void): void;
  /**
   * The names in a command that mean nothing here: not in the configuration, nor a ref of a command given before, nor of one
   * of those `earlier`, which are to be given first.
   */
  check(command: Command, earlier?: readonly Command[]): Problem[];
  /** What was numbered until now: where the next day's numbers go on. */
  readonly numbering: Numbering;
}

/**
 * A contact centre at the beginning of its run. Pure: the same options, and the same commands at the same steps, give the
 * same events, byte for byte. Throws an {@link InputError} when a name in the options means nothing.
 */
export function createCentre(options: CentreOptions): Centre {
  const commands = (options.commands ?? []).map(({ command }) => command);
  const refs = new Refs(commands);
  for (const { commands: waiting, numbersRefs } of options.triggered ?? []) {
    for (const { command } of waiting) if (command !== undefined) refs.add(command, numbersRefs);
  }
  const problems = checkNames(options.config, options.traffic, commands, options.profiles, refs);
  if (problems.length > 0) {
    throw new InputError(problems.map(({ path, message }) => ({ path: path.join('.'), message })));
  }
  const world = buildWorld(options);
  const view = viewOf(world, options.config.country);
  const triggered = placeTriggered(world, view, options);
  const known = { profiles: options.profiles, refs };
  const check = (command: Command, earlier: readonly Command[] = []): Problem[] => {
    const { profiles, refs } = known;
    return checkCommand(options.config, command, {
      profiles,
      refs: earlier.length === 0 ? refs : refs.with(earlier),
    });
  };
  return {
    get nextAt() {
      return Math.min(world.agenda.nextAt, world.commands.nextAt);
    },
    step() {
      const events = takeStep(world);
      triggered?.afterStep(events);
      return events;
    },
    view,
    get numbering() {
      return { ...world.numbered };
    },
    check,
    command(atMs, command, done) {
      const mistakes = check(command);
      if (mistakes.length > 0) throw new InputError(mistakes);
      known.refs.add(command);
      world.commands.add(Math.max(atMs, world.now), { command, done });
    },
  };
}

/** What waits for events; `undefined` when nothing does. */
function placeTriggered(
  world: World,
  view: CentreView,
  { triggered = [], onTriggered }: CentreOptions,
): TriggeredCommands | undefined {
  if (triggered.length === 0) return undefined;
  return new TriggeredCommands(triggered, {
    view,
    endMs: world.endMs,
    place: (atMs, placed) => world.commands.add(atMs, placed),
    told: (one) => onTriggered?.(one),
  });
}

/** The live state, to be read only. */
function viewOf(world: World, country: string | undefined): CentreView {
  const { agents, queues, agentById, queueById, contacts, callbacks, calendar } = world;
  return {
    get now() {
      return world.now;
    },
    timeZone: calendar.timeZone,
    country,
    get utcOffsetMinutes() {
      return calendar.offsetMinutes(world.now);
    },
    agents,
    queues,
    agent: (id) => agentById.get(id) ?? unknown('agent', id),
    queue: (id) => queueById.get(id) ?? unknown('queue', id),
    get contacts() {
      return [...contacts.values()];
    },
    get callbacks() {
      return [...callbacks.values()];
    },
    contact: (id) => contacts.get(id) ?? unknown('contact', id),
    callback: (id) => callbacks.get(id) ?? unknown('callback', id),
  };
}

function unknown(kind: string, id: string): never {
  throw new RangeError(`The centre has no ${kind} "${id}" now.`);
}
