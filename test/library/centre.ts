import { onTestFinished } from 'vitest';
import {
  defineScenario,
  startPhoney,
  startReceiver,
  type Phoney,
  type PhoneyReceiver,
  type ScenarioInput,
  type StartPhoneyOptions,
  type StartReceiverOptions,
} from '../../src/index.ts';

/** A quiet hour: one agent, one queue of chats and one of calls, and nobody who calls by themselves. */
export const quiet = defineScenario({
  start: '2026-03-02T08:00',
  duration: '1h',
  centre: {
    time_zone: 'UTC',
    queues: [{ name: 'Billing' }, { name: 'Chat', channel: 'chat' }],
    agents: [{ name: 'alice', queues: ['Billing', 'Chat'] }],
  },
  targets: { asapp: { raw: { url: 'https://localhost/events', retries: 0 } } },
} satisfies ScenarioInput);

/** A chat that goes to an agent at once, in a minute and a half. */
export const chat = {
  do: 'contact.start',
  queue: 'Chat',
  bot: null,
  talk: '90s',
  ring: '0s',
} as const;

/** Started for one test. */
export async function receive(options: StartReceiverOptions = {}): Promise<PhoneyReceiver> {
  const receiver = await startReceiver(options);
  onTestFinished(() => receiver.close());
  return receiver;
}

/** Started for one test. */
export async function hold(options: Partial<StartPhoneyOptions> = {}): Promise<Phoney> {
  const phoney = await startPhoney({ scenario: quiet, ...options });
  onTestFinished(() => phoney[Symbol.asyncDispose]());
  return phoney;
}
