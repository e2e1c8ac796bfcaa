import { askLogOut, logIn, rankAgain, setQueues, setSlots, setStatus } from '../agents/agents.ts';
import { statusNamed } from '../agents/shifts.ts';
import type { Command, CommandOf } from './command.ts';
import { fetchContact } from '../queues/routing.ts';
import type { Agent } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { endWrapUp } from '../agents/work.ts';
import { agentNamed, queueNamed, refuse } from './refusal.ts';
import { emit } from '../model/emit.ts';

type AgentCommand = Extract<Command, { do: `agent.${string}` }>;

/** Carries out what was asked of an agent. Throws a Refusal when that cannot be done now. */
export function executeAgentCommand(world: World, command: AgentCommand): void {
  const agent = agentNamed(world, command.agent);
  const of = { at: world.now, agentId: agent.id };
  switch (command.do) {
    case 'agent.log-in':
      if (agent.loggedIn && !agent.leaving) refuse(`${agent.username} is logged in already.`);
      return logIn(world, agent);
    case 'agent.log-out':
      if (!agent.loggedIn) refuse(`${agent.username} is not logged in.`);
      return askLogOut(world, agent);
    case 'agent.set-status':
      return chooseStatus(world, agent, command);
    case 'agent.set-capacity':
      setSlots(world, agent, command.chat_slots);
      emit(world, { ...of, type: 'agent.capacity-changed', slots: agent.slots });
      return;
    case 'agent.set-queues':
      setQueues(
        world,
        agent,
        [...new Set(command.queues)].map((name) => queueNamed(world, name)),
      );
      emit(world, { ...of, type: 'agent.queues-changed', queueIds: [...agent.queueIds] });
      return;
    case 'agent.set-identity':
      return setIdentity(world, agent, command);
    case 'agent.set-fetch-mode':
      agent.fetchMode = command.on;
      if (command.on) world.fetchers.add(agent);
      else world.fetchers.delete(agent);
      rankAgain(world, agent);
      emit(world, { ...of, type: 'agent.fetch-mode-changed', on: command.on });
      return;
    case 'agent.fetch': {
      const queue = command.queue === undefined ? undefined : queueNamed(world, command.queue);
      if (fetchContact(world, agent, queue)) return;
      return refuse(`${agent.username} cannot take anything now, or nothing waits.`);
    }
    case 'agent.end-wrap-up': {
      const leg = agent.legs.find(({ phase }) => phase === 'wrap-up');
      if (leg === undefined) return refuse(`${agent.username} is not in wrap-up.`);
      return endWrapUp(world, leg, 'manual');
    }
    case 'agent.set-setting': {
      const { keyword, value, values, allowed_values: allowedValues } = command;
      const deleted = value === null && values === undefined;
      const dictionaries = { ...(values && { values }), ...(allowedValues && { allowedValues }) };
      emit(world, { ...of, type: 'agent.setting-changed', keyword, value, ...dictionaries, deleted });
      return;
    }
    case 'agent.alert':
      return alert(world, agent, command);
  }
}

function chooseStatus(world: World, agent: Agent, command: CommandOf<'agent.set-status'>): void {
  const status = statusNamed(world, command.status);
  if (status === undefined) return refuse(`There is no status "${command.status}".`);
  if (!agent.loggedIn) return refuse(`${agent.username} is not logged in and can choose no status.`);
  const untilMs = command.for === undefined ? null : world.now + command.for;
  setStatus(world, agent, status, command.note, untilMs, command.transfer_to);
}

function setIdentity(world: World, agent: Agent, command: CommandOf<'agent.set-identity'>): void {
  agent.givenName = command.given_name ?? agent.givenName;
  agent.familyName = command.family_name ?? agent.familyName;
  const renamed = command.given_name !== undefined || command.family_name !== undefined;
  const full = `${agent.givenName} ${agent.familyName}`;
  agent.displayName = command.display_name ?? (renamed ? full : agent.displayName);
  agent.email = command.email ?? agent.email;
  if (command.external_id !== undefined) agent.externalId = command.external_id;
  agent.phone.extension = command.extension ?? agent.phone.extension;
  emit(world, { type: 'agent.identity-changed', at: world.now, agentId: agent.id });
}

function alert(world: World, agent: Agent, command: CommandOf<'agent.alert'>): void {
  const { condition, operator, threshold } = command;
  const queue = command.queue === undefined ? null : queueNamed(world, command.queue);
  emit(world, {
    type: 'agent.alerted',
    at: world.now,
    agentId: agent.id,
    queueId: queue?.id ?? null,
    condition,
    operator,
    threshold,
    value: command.value ?? queue?.waiting.length ?? threshold,
  });
}
