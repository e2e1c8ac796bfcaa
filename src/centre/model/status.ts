import type { AgentStatus } from './events/agent-event.ts';

/** The statuses that every centre has. */
export const builtInStatuses: readonly AgentStatus[] = [
  { base: 'available', name: 'Available', custom: false },
  { base: 'break', name: 'Break', custom: false },
  { base: 'lunch', name: 'Lunch', custom: false },
  { base: 'training', name: 'Training', custom: false },
  { base: 'away', name: 'Away', custom: false },
];

/** What an agent is at log-in. */
export const availableStatus = builtInStatuses[0] as AgentStatus;
