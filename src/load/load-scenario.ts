import type { ScenarioInput } from '../scenario/schema.ts';

/** What customers of the centre do: call, at some hundred events each, write, at some ten, or both. */
export type Mix = 'voice' | 'chat' | 'both';

/** How many agents a thousand messages a second take, and how many contacts come to them in an hour. */
const perThousand = {
  voice: { agents: 110, contactsPerHour: 640 },
  chat: { agents: 25, contactsPerHour: 1200 },
} as const;

/** Beyond ten thousand a second simulated time passes faster instead: logging in would be most of what a larger centre says. */
const largest = 10;
const smallest = 0.1;

/**
 * A centre with enough to say at that rate, without its targets: no queue grows without end, and every hour of the day is like
 * every other.
 */
export function loadScenarioFor(ratePerSec: number, mix: Mix): ScenarioInput {
  const size = Math.min(largest, Math.max(smallest, ratePerSec / 1000));
  const sized = (count: number): number => Math.max(1, Math.round(count * size));
  const { voice, chat } = perThousand;
  const parts = [
    {
      isIn: mix !== 'chat',
      queue: { name: 'Service', capping: { size: sized(300) } },
      agents: { name: 'voice', count: sized(voice.agents), queues: ['Service'] },
      traffic: { profile: 'voice', queue: 'Service', per_hour: sized(voice.contactsPerHour) },
    },
    {
      isIn: mix !== 'voice',
      queue: { name: 'Messaging', channel: 'chat' as const, capping: { size: sized(300) } },
      agents: { name: 'chat', count: sized(chat.agents), queues: ['Messaging'], chat_slots: 4 },
      traffic: { profile: 'chat', queue: 'Messaging', per_hour: sized(chat.contactsPerHour) },
    },
  ].filter(({ isIn }) => isIn);
  return {
    start: '2026-03-02T09:00',
    duration: '1h',
    centre: { queues: parts.map(({ queue }) => queue), agents: parts.map(({ agents }) => agents) },
    traffic: parts.map(({ traffic }) => traffic),
  };
}
