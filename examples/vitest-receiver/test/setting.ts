import { defineScenario, type Phoney } from 'phoney';
import { test as withPhoney, type PhoneyFixtures } from 'phoney/vitest';
import { Board, type Agent } from '../src/board.ts';
import type { AsappEvent } from '../src/event.ts';
import { openReceiver, type Receiver } from '../src/receiver.ts';

/** A centre in which nothing happens but what a test asks for. */
export const quiet = defineScenario({
  start: '2026-03-02T08:00',
  duration: '8h',
  centre: {
    queues: [{ name: 'Billing' }, { name: 'Support', channel: 'chat' }],
    agents: [
      { name: 'alice', queues: ['Billing', 'Support'] },
      { name: 'bob', queues: ['Billing'], shift: '12:00-16:00' },
    ],
  },
  targets: {
    asapp: {
      raw: { url: 'https://localhost:8443/events', retries: 5, retry_pause: { first: '5ms', max: '20ms' } },
    },
  },
});

/** A store that a test can look at and break. */
export class Store {
  readonly events: AsappEvent[] = [];
  /** How many of the next events it fails to keep. */
  failures = 0;

  readonly keep = async (event: AsappEvent): Promise<void> => {
    await Promise.resolve();
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('The disk is full.');
    }
    this.events.push(event);
  };

  get ids(): readonly string[] {
    return this.events.map((event) => event.event_id);
  }
}

interface Ours {
  readonly board: Board;
  readonly store: Store;
  /** The receiver under test. */
  readonly ours: Receiver;
}

const withOurs = withPhoney.extend<Ours>({
  // oxlint-disable-next-line no-empty-pattern
  board: async ({}, use) => use(new Board()),
  // oxlint-disable-next-line no-empty-pattern
  store: async ({}, use) => use(new Store()),
  ours: async ({ board, store, certificates }, use) => {
    const ours = await openReceiver({ tls: certificates.texts.server, board, store: store.keep, port: 0 });
    await use(ours);
    await ours.close();
  },
});

/** Vitest's `test` with our receiver, and a phoney centre whose clock stands still, which tells it what happens. */
export const test = withOurs.extend<Pick<PhoneyFixtures, 'phoneyOptions'>>({
  phoneyOptions: async ({ ours, certificates }, use) =>
    use({ scenario: quiet, clock: 'virtual', receiver: { url: ours.url, tls: certificates.client } }),
});

/** What ASAPP calls the agent of that name in the scenario. */
export function repId(phoney: Phoney, name: string): string {
  const id = phoney.agents().find((agent) => agent.name === name)?.vendors['asapp']?.['rep_id'];
  if (typeof id !== 'string') throw new Error(`The scenario has no agent ${name}.`);
  return id;
}

/** The line of the board about the agent of that name in the scenario. */
export function lineOf(board: Board, phoney: Phoney, name: string): Agent | undefined {
  return board.agent(repId(phoney, name));
}
