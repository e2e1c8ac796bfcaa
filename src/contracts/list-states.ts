import { z } from 'zod';
import { loadScenario, type Scenario } from '../scenario/index.ts';
import { contractsScenario } from './folder.ts';
import type { Listing } from './list-contracts.ts';
import { namesOf } from './states/cast.ts';
import { centreCommands } from './states/centre-commands.ts';
import { stateDefinitions } from './states/definitions.ts';
import { fixtures, forFixtures } from './vendors/index.ts';

/**
 * Every provider state that phoney can set up, with its parameters; commands of the centre behind them, and last of whom they
 * may speak in the scenario that is played. Throws an `InputError` for what is no scenario.
 */
export function listStates(file: string = contractsScenario): Listing {
  const states = stateDefinitions.map(({ name, alsoCalled, says, params }) => ({
    name,
    alsoCalled,
    says,
    params: paramsOf(params),
  }));
  const commands = centreCommands.map((option) => {
    const { do: name, ...params } = option.shape;
    return { name: name.value, says: option.description ?? '', params: paramsOf(z.object(params)) };
  });
  const scenario = { file, ...namesIn(loadScenario(file)) };
  return {
    value: { type: 'states', states, commands, scenario },
    lines: [
      ...states.flatMap(({ name, alsoCalled, says, params }) => [
        name,
        `    ${says}`,
        ...alsoCalled.map((other) => `    also: ${other}`),
        ...params.map((param) => `    ${param}`),
      ]),
      '',
      'And every command of the centre under its own name, with its arguments as parameters:',
      ...commands.map(
        ({ name, params }) => `  ${name} (${params.map((param) => param.split(':')[0]).join(', ')})`,
      ),
      '',
      `Of whom they may speak, in ${file}:`,
      `  agents: ${scenario.agents.join(', ')}`,
      `  supervisors: ${scenario.supervisors.join(', ') || 'none'}`,
      `  queues: ${scenario.queues.map(({ name, channel }) => `${name} (${channel})`).join(', ')}`,
      `  statuses of its own: ${scenario.statuses.join(', ') || 'none'}`,
      ...scenario.ids.map(({ name, id }) => `  ${name} is ${id}`),
    ],
  };
}

function namesIn(scenario: Scenario) {
  const { agents, queues, statuses } = scenario.centre;
  return {
    agents: agents.filter(({ supervisor }) => !supervisor).flatMap(namesOf),
    supervisors: agents.filter(({ supervisor }) => supervisor).flatMap(namesOf),
    queues: queues.map(({ name, channel }) => ({ name, channel })),
    statuses: statuses.map(({ name }) => name),
    ids: Object.values(fixtures).flatMap((fixture) => fixture?.idsIn?.(forFixtures(scenario)) ?? []),
  };
}

interface Property {
  readonly default?: unknown;
  readonly description?: string;
}

/** `agent: The name of an agent. Default: "vera".` */
function paramsOf(params: z.ZodObject): string[] {
  const { properties = {} } = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties as Readonly<Record<string, Property>>).map(([name, property]) => {
    const standard = property.default === undefined ? '' : ` Default: ${JSON.stringify(property.default)}.`;
    return `${name}: ${property.description ?? ''}${standard}`.trim();
  });
}
