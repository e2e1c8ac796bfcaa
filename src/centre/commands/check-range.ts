import { suggestNames } from '../../lib/errors.ts';
import { agentNames, type CentreConfig } from '../config/centre-config.ts';
import { agentsIn, isForQueues, queuesIn, type AgentRange, type QueueRange } from '../config/range.ts';
import { commandSchema } from './command.ts';

/** What is wrong with whom a command is for. */
export interface RangeProblem {
  /** A key of the command; none for the command as a whole. */
  readonly path: readonly string[];
  readonly message: string;
  /** The key that is missing. */
  readonly lacks?: string;
  readonly aboutKey?: boolean;
}

/** A mapping that may name one or several. */
interface Naming {
  readonly do?: string;
  readonly agent?: string | undefined;
  readonly queue?: string | undefined;
  readonly agents?: unknown;
  readonly queues?: unknown;
}

/** What is wrong with the agents and queues that a command names one by one or several at once. */
export function checkRanges(config: CentreConfig, command: object): RangeProblem[] {
  const { do: kind = '', ...naming } = command as Naming;
  return [
    ...(['agent', 'queue'] as const).flatMap((key) => {
      const isThere = naming[key] !== undefined || naming[`${key}s`] !== undefined;
      return isThere || !isRequired(kind, key) ? [] : [missing(key)];
    }),
    ...checkSeveral(config, command),
  ];
}

/** The same for what need not name anybody. */
export function checkSeveral(config: CentreConfig, naming: object): RangeProblem[] {
  const { agent, agents, queue, queues } = naming as Naming;
  const forQueues = isForQueues(naming);
  const both = (key: string): RangeProblem => ({
    path: [`${key}s`],
    aboutKey: true,
    message: `${key} and ${key}s exclude each other: ${key}s is for several. Keep one of them.`,
  });
  return [
    ...(agents !== undefined && agent !== undefined ? [both('agent')] : []),
    ...(forQueues && queue !== undefined ? [both('queue')] : []),
    ...(agents === undefined ? [] : unknownAgents(config, agents as AgentRange)),
    ...(forQueues ? unknownQueues(config, queues as QueueRange) : []),
  ];
}

function missing(key: 'agent' | 'queue'): RangeProblem {
  return {
    path: [],
    lacks: key,
    message: `"${key}" is missing. The name of ${key === 'agent' ? 'an agent' : 'a queue'}. Or ${key}s, for several.`,
  };
}

function unknownAgents(config: CentreConfig, range: AgentRange): RangeProblem[] {
  const { unknown } = agentsIn(config, range);
  if (typeof range === 'object' && 'team' in range) {
    const teams = [...new Set(config.agents.flatMap(({ team }) => team ?? []))];
    return unknown.map((team) => ({
      path: ['agents', 'team'],
      message: `No agent is in a team "${team}". ${hint(team, teams)}`,
    }));
  }
  const known = config.agents.flatMap(agentNames);
  return unknown.map((name) => ({
    path: ['agents'],
    message: `"${name}" is no agent, nor a range of them. ${hint(name, known)}`,
  }));
}

function unknownQueues(config: CentreConfig, range: QueueRange): RangeProblem[] {
  const { unknown } = queuesIn(config, range);
  if (typeof range === 'object' && 'channel' in range) {
    return unknown.map((channel) => ({
      path: ['queues', 'channel'],
      message: `No queue takes ${channel}. Name queues, or the other channel.`,
    }));
  }
  const known = config.queues.map(({ name }) => name);
  return unknown.map((name) => ({
    path: ['queues'],
    message: `"${name}" is no queue, nor a range of them. ${hint(name, known)}`,
  }));
}

function hint(name: string, known: readonly string[]): string {
  const quoted = (names: readonly string[]): string[] => names.map((one) => `"${one}"`);
  const near = suggestNames(name, known);
  if (near.length > 0) return `Did you mean ${quoted(near).join(' or ')}?`;
  return known.length === 0 ? 'None is defined.' : `There is ${quoted(known.slice(0, 8)).join(', ')}.`;
}

function isRequired(kind: string, key: string): boolean {
  const option = commandSchema.options.find(({ shape }) => shape.do.value === kind);
  const schema = (
    option?.shape as Record<string, { safeParse(value: unknown): { success: boolean } }> | undefined
  )?.[key];
  return schema !== undefined && !schema.safeParse(undefined).success;
}
