import { z } from 'zod';
import { agentNames, type CentreConfig } from './centre-config.ts';

const named = z.string().min(1);

/** Several agents: a name or a range of them, a list of such, or a team. */
export const agentsSchema = z
  .union([
    named,
    z.array(named).min(1),
    z.strictObject({ team: named.describe('Who belongs to this team.') }),
  ])
  .describe(
    'Several agents, for each of which it is done: [alice, bob], agent-1..agent-9, agent for each of its count, {team: day}, or all.',
  )
  .meta({ id: 'agents' });

/** Several queues: a name or a range of them, a list of such, or all of a channel. */
export const queuesSchema = z
  .union([
    named,
    z.array(named).min(1),
    z.strictObject({ channel: z.enum(['voice', 'chat']).describe('What they take.') }),
  ])
  .describe('Several queues, for each of which it is done: [Sales, Billing], {channel: chat}, or all.')
  .meta({ id: 'queues' });

/** Several agents as they are written. */
export type AgentRange = string | readonly string[] | { readonly team: string };
/** Several queues as they are written. */
export type QueueRange = string | readonly string[] | { readonly channel: 'voice' | 'chat' };

/** What a range came to: names in order, each once, and the texts in it that mean nobody. */
export interface Resolved {
  readonly names: readonly string[];
  readonly unknown: readonly string[];
}

/** The agents that a range means. */
export function agentsIn({ agents }: CentreConfig, range: AgentRange): Resolved {
  if (typeof range === 'object' && 'team' in range) {
    const names = agents.filter(({ team }) => team === range.team).flatMap(agentNames);
    return { names, unknown: names.length === 0 ? [range.team] : [] };
  }
  const ofKind = (name: string): string[] =>
    agents.filter((agent) => agent.name === name && agent.count !== undefined).flatMap(agentNames);
  return resolve([range].flat(), agents.flatMap(agentNames), ofKind);
}

/** The queues that a range means. */
export function queuesIn({ queues }: CentreConfig, range: QueueRange): Resolved {
  const all = queues.map(({ name }) => name);
  if (typeof range === 'object' && 'channel' in range) {
    const names = queues.filter(({ channel }) => channel === range.channel).map(({ name }) => name);
    return { names, unknown: names.length === 0 ? [range.channel] : [] };
  }
  return resolve([range].flat(), all, () => []);
}

function resolve(
  texts: readonly string[],
  all: readonly string[],
  ofKind: (name: string) => readonly string[],
): Resolved {
  const known = new Set(all);
  const unknown: string[] = [];
  const names = texts.flatMap((text) => {
    if (known.has(text)) return [text];
    if (text === 'all') return all;
    const kind = ofKind(text);
    if (kind.length > 0) return kind;
    const span = spanOf(text);
    const missing = span === undefined ? [text] : span.filter((name) => !known.has(name)).slice(0, 1);
    unknown.push(...missing);
    return missing.length > 0 ? [] : (span ?? []);
  });
  return { names: [...new Set(names)], unknown };
}

const rangeForm = /^(.*?)(\d+)\.\.(.*?)(\d+)$/;
const longest = 10_000;

/** The names from the one to the other, which differ in the number at their end; `undefined` when it is no such range. */
function spanOf(text: string): string[] | undefined {
  const [found, stem = '', first = '', otherStem = '', last = ''] = rangeForm.exec(text) ?? [];
  const length = Number(last) - Number(first) + 1;
  if (found === undefined || stem !== otherStem || length < 1 || length > longest) return undefined;
  const width = first.startsWith('0') ? first.length : 1;
  return Array.from({ length }, (_, index) => `${stem}${String(Number(first) + index).padStart(width, '0')}`);
}

/** For commands: a key `agents` beside `agent` and `queues` beside `queue`, one of which may be there. */
export function rangeKeys(shape: z.ZodRawShape): z.ZodRawShape {
  const optional = (key: string): z.ZodType => z.optional(shape[key] as z.ZodType);
  return {
    ...('agent' in shape && { agent: optional('agent'), agents: agentsSchema.optional() }),
    ...('queue' in shape &&
      !('queues' in shape) && { queue: optional('queue'), queues: queuesSchema.optional() }),
  };
}

/** A command that may be for several agents or queues at once. */
export type Ranged<Command> = Command & {
  readonly agents?: AgentRange | undefined;
  readonly queues?: readonly string[] | QueueRange | undefined;
};

/** A command as it is written, which may name several agents or queues in place of one. */
export type RangedInput<One> =
  | One
  | (One extends { agent: string } ? Omit<One, 'agent'> & { agents: AgentRange } : never)
  | (One extends { queue: string } ? Omit<One, 'queue'> & { queues: QueueRange } : never)
  | (One extends { do: 'contact.start' } ? One & { agents?: AgentRange; queues?: QueueRange } : never);

/** The same command for each agent and each queue that it names. */
export function eachOf<Command extends object>(config: CentreConfig, command: Ranged<Command>): Command[] {
  const { agents, ...rest } = command as Record<string, unknown>;
  const byAgent =
    agents === undefined
      ? [rest]
      : agentsIn(config, agents as AgentRange).names.map((agent) => ({ ...rest, agent }));
  // The queues of agent.set-queues are what it sets.
  if (!isForQueues(command)) return byAgent as Command[];
  const { names } = queuesIn(config, command.queues as QueueRange);
  return byAgent.flatMap(({ queues: _queues, ...one }: Record<string, unknown>) =>
    names.map((queue) => ({ ...one, queue })),
  ) as Command[];
}

/** Whether it is to be done for each of its `queues`. */
export function isForQueues(command: Ranged<object>): boolean {
  return command.queues !== undefined && (command as { do?: unknown }).do !== 'agent.set-queues';
}
