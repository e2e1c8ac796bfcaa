import { askLogOut, logIn, setStatus } from './agents.ts';
import { isOpen, nextChange } from '../model/calendar.ts';
import type { AgentStatus } from '../model/events/agent-event.ts';
import type { Agent } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { availableStatus } from '../model/status.ts';

/** A shift begins or ends: the agent logs in, or out as soon as the work in hand is over. */
export function followShift(world: World, agent: Agent): void {
  const on = isOpen(agent.shift, world.now);
  if (on && (!agent.loggedIn || agent.leaving)) logIn(world, agent);
  else if (!on) askLogOut(world, agent);
  arrangeShift(world, agent);
}

/** Arranges the next beginning or end of the agent's shift. */
export function arrangeShift(world: World, agent: Agent): void {
  const at = nextChange(agent.shift, world.now);
  if (at <= world.endMs) world.agenda.add(at, { kind: 'shift', agent });
}

/** The time of a break has come: who is logged in and available takes it; it may wait for work to end. */
export function takeBreak(world: World, agent: Agent, index: number): void {
  const rest = agent.config.breaks[index];
  arrangeBreak(world, agent, index);
  if (rest === undefined || !agent.loggedIn || agent.leaving || agent.status.base !== 'available') return;
  const status = statusNamed(world, rest.status);
  if (status !== undefined) setStatus(world, agent, status, null, world.now + rest.for);
}

/** Arranges the agent's break on the next day that has it. */
export function arrangeBreak(world: World, agent: Agent, index: number): void {
  const rest = agent.config.breaks[index];
  if (rest === undefined) return;
  const at = world.calendar.next(world.now, rest.at);
  if (at <= world.endMs) world.agenda.add(at, { kind: 'break', agent, index });
}

/** A status that was meant to last until now is over. */
export function endStatus(world: World, agent: Agent): void {
  if (agent.loggedIn) setStatus(world, agent, availableStatus, null, null);
}

/** The built-in or custom status of that name, without regard to case. */
export function statusNamed(world: World, name: string): AgentStatus | undefined {
  return world.statuses.find((status) => status.name.toLowerCase() === name.toLowerCase());
}
