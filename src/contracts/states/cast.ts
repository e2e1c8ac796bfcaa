import type { AgentConfig, CentreConfig } from '../../centre/config/centre-config.ts';

/** Whom a provider state means that names nobody. */
export interface Cast {
  readonly agent: string;
  readonly supervisor: string;
  readonly queue: string;
  readonly chatQueue: string;
}

/** Those of the scenario that is made for contracts. */
export const ownCast: Cast = { agent: 'vera', supervisor: 'sam', queue: 'Orders', chatQueue: 'Chat' };

/** The same ones where the scenario has them, or else its first of each kind. */
export function castOf({ centre }: { readonly centre: CentreConfig }): Cast {
  const of = (isMeant: (one: (typeof centre.agents)[number]) => boolean): string[] =>
    centre.agents.filter(isMeant).flatMap(namesOf);
  const queues = (channel: string): string[] =>
    centre.queues.filter((one) => one.channel === channel).map(({ name }) => name);
  // Somebody who is there all day, if anybody is.
  const agents = [
    ...of(({ supervisor, shift }) => !supervisor && shift === undefined),
    ...of(({ supervisor }) => !supervisor),
  ];
  const choose = (names: readonly string[], own: string): string =>
    names.includes(own) ? own : (names[0] ?? own);
  return {
    agent: choose(agents, ownCast.agent),
    supervisor: choose(
      of(({ supervisor }) => supervisor),
      ownCast.supervisor,
    ),
    queue: choose(queues('voice'), ownCast.queue),
    chatQueue: choose(queues('chat'), ownCast.chatQueue),
  };
}

/** A group of agents has numbers behind its name. */
export function namesOf({ name, count }: AgentConfig): string[] {
  return count === undefined ? [name] : Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
}
