import { startPhoney, type StartPhoneyOptions } from 'phoney';
import type { PhoneyFixtures } from 'phoney/vitest';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { Board } from '../src/board.ts';
import { openReceiver } from '../src/receiver.ts';
import { lineOf, Store, test as base } from './setting.ts';

const scenario = path.join(import.meta.dirname, 'day.yaml');

const test = base.extend<Pick<PhoneyFixtures, 'phoneyOptions'>>({
  phoneyOptions: async ({ ours, certificates }, use) =>
    use({ scenario, clock: 'virtual', receiver: { url: ours.url, tls: certificates.client } }),
});

describe('a morning', () => {
  test('stands still until it is asked to go on', async ({ phoney, board }) => {
    await phoney.advance('1h');
    expect(new Date(phoney.clock.simulatedMs).toISOString()).toBe('2026-03-02T09:00:00.000Z');
    expect(lineOf(board, phoney, 'bob')?.state ?? 'offline').toBe('offline');
    await phoney.advance('1h');
    expect(lineOf(board, phoney, 'bob')?.state).toBe('active');
    expect(lineOf(board, phoney, 'night')?.state ?? 'offline').toBe('offline');
  });

  test('is kept whole and each event once', async ({ phoney, board, store }) => {
    const { verdict, summary } = await phoney.playToEnd();
    expect(verdict).toBe('passed');
    expect(store.events).toHaveLength(summary.delivered);
    expect(new Set(store.ids).size).toBe(store.ids.length);
    expect(lineOf(board, phoney, 'alice')?.state).not.toBe('active');
    expect(board.agents.every(({ state }) => state !== 'unknown')).toBe(true);
  });

  test('shows each agent as ASAPP told it last', async ({ phoney, board }) => {
    await phoney.playToEnd();
    for (const agent of board.agents) {
      const told = phoney.deliveries({ feed: 'activity', where: ({ body }) => body.includes(agent.id) });
      const last = told.at(-1)?.json() as { details: { status_description: string } };
      expect(agent.text).toBe(last.details.status_description);
    }
  });
});

describe('two centres at once', () => {
  test('fill a board each', async ({ certificates }) => {
    const open = async (seed: StartPhoneyOptions['seed']) => {
      const board = new Board();
      const store = new Store();
      const receiver = await openReceiver({
        tls: certificates.texts.server,
        board,
        store: store.keep,
        port: 0,
      });
      const target = { url: receiver.url, tls: certificates.client };
      const phoney = await startPhoney({ scenario, seed, clock: 'virtual', receiver: target });
      return { board, store, receiver, phoney };
    };
    const both = await Promise.all([open(1), open(2)]);
    try {
      const results = await Promise.all(both.map(({ phoney }) => phoney.playToEnd()));
      expect(results.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
      const [one, two] = both;
      expect(one.board.agents).toHaveLength(two.board.agents.length);
      expect(one.store.ids.filter((id) => two.store.ids.includes(id))).toEqual([]);
    } finally {
      await Promise.all(both.map(({ receiver }) => receiver.close()));
    }
  });

  test('of one seed tell the same', async ({ ours, certificates }) => {
    const receiver = { url: ours.url, tls: certificates.client };
    const tell = async (): Promise<readonly string[]> => {
      await using phoney = await startPhoney({ scenario, seed: 5, clock: 'virtual', receiver });
      await phoney.playToEnd();
      return phoney.deliveries().map(({ body }) => body);
    };
    const [first, second] = await Promise.all([tell(), tell()]);
    expect(first.length).toBeGreaterThan(30);
    expect(second).toEqual(first);
  });
});
