import { suggestNames, type Problem } from '../../lib/errors.ts';
import { agentNames, type CentreConfig } from './centre-config.ts';
import type { Command } from '../commands/command.ts';
import { Refs, type RefKind } from '../commands/refs.ts';
import { eventName } from '../triggers/fill.ts';
import type { ProfileConfig, ProfileOverrides } from './profile.ts';
import { hasLoop, shippedProfiles } from './profiles/index.ts';
import { builtInStatuses } from '../model/status.ts';
import type { Traffic } from './traffic-config.ts';

/** A name that means nothing, or means two things, and where it stands. */
export interface NameProblem {
  /** The place in `{centre, traffic, commands, profiles}`, such as `['traffic', 0, 'queue']`. */
  readonly path: readonly (string | number)[];
  /** Whole sentences, with the names that may have been meant. */
  readonly message: string;
  /** The names in the configuration that it rests on. */
  readonly names?: readonly string[];
}

type Path = readonly (string | number)[];
type Profiles = Readonly<Record<string, ProfileConfig>>;

/**
 * What a schema cannot see: every name in traffic, commands and profiles must be one that the configuration defines. `refs`: what
 * commands call what they start, where that is more than they say.
 */
export function checkNames(
  config: CentreConfig,
  traffic: Traffic,
  commands: readonly Command[],
  profiles: Profiles = {},
  refs: Refs = new Refs(commands),
): NameProblem[] {
  const check = new NameCheck(config, profiles, refs, eventName);
  check.centre(config);
  traffic.forEach((entry, i) => {
    check.profile(['traffic', i, 'profile'], entry.profile);
    check.queue(['traffic', i, 'queue'], entry.queue);
    check.overrides(['traffic', i, 'with'], entry.with);
    check.channel(['traffic', i, 'queue'], entry.queue, entry.profile, entry.with.channel);
  });
  commands.forEach((command, i) => check.command(['commands', i], command));
  for (const [name, profile] of Object.entries(profiles)) {
    check.profile(['profiles', name, 'like'], profile.like);
    check.overrides(['profiles', name], profile);
    if (hasLoop(profiles, name)) {
      check.problems.push({
        path: ['profiles', name, 'like'],
        message: `The profile "${name}" is like itself in the end. Make one of the chain like a shipped profile.`,
      });
    }
  }
  return check.problems;
}

/** What a command may name besides what the configuration defines and every centre has. */
export interface KnownNames {
  readonly profiles?: Profiles | undefined;
  /** Of the commands that were given before. */
  readonly refs?: Refs | undefined;
}

/** One command, held against what is there: each name in it must be a known one. Paths begin in the command, such as `to.queue`. */
export function checkCommand(config: CentreConfig, command: Command, known: KnownNames = {}): Problem[] {
  const check = new NameCheck(config, known.profiles ?? {}, known.refs ?? new Refs());
  check.command([], command);
  return check.problems.map(({ path, message }) =>
    path.length === 0 ? { message } : { path: path.join('.'), message },
  );
}

class NameCheck {
  readonly problems: NameProblem[] = [];
  readonly #profiles: Profiles;
  readonly #queues: Map<string, 'voice' | 'chat'>;
  readonly #agents: Set<string>;
  readonly #supervisors: Set<string>;
  readonly #statuses: string[];
  readonly #refs: Refs;
  /** What may stand in place of any name. */
  readonly #standIn: string | undefined;

  constructor(config: CentreConfig, profiles: Profiles, refs: Refs, standIn?: string) {
    this.#profiles = profiles;
    this.#queues = new Map(config.queues.map((queue) => [queue.name, queue.channel]));
    this.#agents = new Set(config.agents.flatMap(agentNames));
    this.#supervisors = new Set(config.agents.filter((agent) => agent.supervisor).flatMap(agentNames));
    this.#statuses = [...builtInStatuses, ...config.statuses].map(({ name }) => name);
    this.#refs = refs;
    this.#standIn = standIn;
  }

  centre(config: CentreConfig): void {
    const queueNames = new Set<string>();
    config.queues.forEach((queue, i) => {
      this.#unique(queueNames, ['centre', 'queues', i, 'name'], queue.name, 'queue');
      this.#destination(['centre', 'queues', i, 'overflow_to'], queue.overflow_to);
    });
    const names = new Set<string>();
    config.agents.forEach((agent, i) => {
      const path = ['centre', 'agents', i];
      for (const name of agentNames(agent)) this.#unique(names, [...path, 'name'], name, 'agent');
      agent.queues?.forEach((name, at) => this.queue([...path, 'queues', at], name));
      agent.breaks.forEach((rest, at) => this.#status([...path, 'breaks', at, 'status'], rest.status));
      this.#destination([...path, 'overflow_to'], agent.overflow_to);
    });
    const statuses = new Set<string>(builtInStatuses.map(({ name }) => name.toLowerCase()));
    config.statuses.forEach(({ name }, i) =>
      this.#unique(statuses, ['centre', 'statuses', i, 'name'], name.toLowerCase(), 'status'),
    );
  }

  command(path: Path, command: Command): void {
    if ('agent' in command && command.agent !== undefined) this.#agent([...path, 'agent'], command.agent);
    if ('queue' in command && command.queue !== undefined) this.queue([...path, 'queue'], command.queue);
    if ('queues' in command) command.queues.forEach((name, i) => this.queue([...path, 'queues', i], name));
    if ('supervisor' in command) this.#supervisor([...path, 'supervisor'], command.supervisor);
    if ('contact' in command) this.#ref([...path, 'contact'], command.contact, 'contact');
    if ('callback' in command && typeof command.callback === 'string') {
      this.#ref([...path, 'callback'], command.callback, 'callback');
    }
    if ('to' in command) this.#target([...path, 'to'], command.to);
    if (command.do === 'agent.set-status' && command.status !== undefined) {
      this.#status([...path, 'status'], command.status);
    }
    if (command.do !== 'contact.start') return;
    if (command.profile !== undefined) {
      this.profile([...path, 'profile'], command.profile);
      if (command.queue !== undefined) {
        this.channel([...path, 'queue'], command.queue, command.profile, command.channel);
      }
    }
    this.overrides(path, command);
    if (command.queue === undefined && command.agent === undefined) {
      this.problems.push({ path, message: 'A contact needs somewhere to go. Give it a queue or an agent.' });
    }
  }

  overrides(path: Path, overrides: ProfileOverrides): void {
    if (overrides.transfer?.to !== undefined)
      this.#target([...path, 'transfer', 'to'], overrides.transfer.to);
    const flows = overrides.bot?.flows.map(({ name }) => name) ?? [];
    overrides.bot?.intents.forEach((intent, i) =>
      this.#known([...path, 'bot', 'intents', i, 'flow'], intent.flow, flows, 'flow of this bot'),
    );
  }

  profile(path: Path, name: string): void {
    this.#known(path, name, [...Object.keys(this.#profiles), ...Object.keys(shippedProfiles)], 'profile');
  }

  queue(path: Path, name: string): void {
    this.#known(path, name, [...this.#queues.keys()], 'queue');
  }

  /** A voice profile cannot come to a chat queue, nor the other way round. */
  channel(path: Path, queue: string, profile: string, channel: 'voice' | 'chat' | undefined): void {
    const takes = this.#queues.get(queue);
    let carried = channel;
    const seen = new Set<string>();
    for (let name: string | undefined = profile; carried === undefined && name !== undefined;) {
      const found: ProfileConfig | undefined = this.#profiles[name] ?? shippedProfiles[name];
      if (found === undefined || seen.has(name)) return;
      seen.add(name);
      carried = found.channel;
      name = found.like;
    }
    if (takes === undefined || carried === undefined || takes === carried) return;
    this.problems.push({
      path,
      names: [queue, profile],
      message: `The queue "${queue}" takes ${takes} and the profile "${profile}" is ${carried}. Give another queue or another profile.`,
    });
  }

  #agent(path: Path, name: string): void {
    this.#known(path, name, [...this.#agents], 'agent');
  }

  #supervisor(path: Path, name: string): void {
    this.#known(path, name, [...this.#supervisors], 'agent with supervisor: true');
  }

  #status(path: Path, name: string): void {
    if (this.#statuses.some((known) => known.toLowerCase() === name.toLowerCase())) return;
    this.#known(path, name, this.#statuses, 'status');
  }

  #target(path: Path, target: { queue: string } | { agent: string } | { number: string }): void {
    if ('queue' in target) this.queue([...path, 'queue'], target.queue);
    if ('agent' in target) this.#agent([...path, 'agent'], target.agent);
  }

  #destination(path: Path, name: string | undefined): void {
    if (name === undefined || /^\+[1-9]\d{3,14}$/.test(name)) return;
    this.#known(path, name, [...this.#queues.keys(), ...this.#agents], 'queue, agent or number');
  }

  #ref(path: Path, name: string, kind: RefKind): void {
    if (new RegExp(`^${kind}-\\d+$`).test(name) || this.#refs.has(kind, name)) return;
    this.#known(path, name, this.#refs.list(kind), `ref of a ${kind}`);
  }

  #unique(seen: Set<string>, path: Path, name: string, kind: string): void {
    if (seen.has(name))
      this.problems.push({ path, message: `There are two: ${kind} "${name}". Rename one of them.` });
    seen.add(name);
  }

  #known(path: Path, name: string, known: readonly string[], kind: string): void {
    if (known.includes(name) || name === this.#standIn) return;
    const near = suggestNames(name, known);
    const hint =
      near.length > 0
        ? `Did you mean ${near.map((n) => `"${n}"`).join(' or ')}?`
        : known.length > 0
          ? `There is ${known
              .slice(0, 8)
              .map((n) => `"${n}"`)
              .join(', ')}.`
          : 'None is defined.';
    this.problems.push({ path, names: [name], message: `"${name}" is no ${kind}. ${hint}` });
  }
}
