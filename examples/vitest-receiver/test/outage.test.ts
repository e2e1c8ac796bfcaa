import { createCertificates, startPhoney } from 'phoney';
import { describe, expect } from 'vitest';
import { openReceiver, type Receiver } from '../src/receiver.ts';
import { lineOf, quiet, test } from './setting.ts';

const lunch = { do: 'agent.set-status', agent: 'alice', status: 'lunch' } as const;

/** Tries for some seconds, a little apart. */
const patient = (url: string) => ({
  asapp: { raw: { url, retries: 100, retry_pause: { first: '50ms', max: '50ms' } } },
});

describe('a receiver that is down', () => {
  test('misses nothing when it comes back in time', async ({ ours, board, store, certificates }) => {
    await ours.close();
    await using phoney = await startPhoney({
      scenario: quiet,
      targets: patient(ours.url),
      receiver: { url: ours.url, tls: certificates.client },
    });
    const commanded = phoney.command(lunch);
    await phoney.untilRecord(
      (record) => record.type === 'attempt' && record.attempt.error === 'ECONNREFUSED',
    );
    expect(board.agents).toEqual([]);

    const again: Receiver = await openReceiver({
      tls: certificates.texts.server,
      board,
      store: store.keep,
      port: ours.port,
    });
    try {
      await commanded;
      const [first] = phoney.deliveries();
      const late = await phoney.until({ where: ({ eventId }) => eventId === first?.eventId });
      expect(late.attempts.length).toBeGreaterThan(1);
      expect(late.attempts.at(-1)?.status).toBe(200);
      await phoney.until({ where: ({ body }) => body.includes('"Lunch"') });
      const { summary } = await phoney.stop();
      expect(summary).toMatchObject({ dropped: 0, cutOff: 0 });
      expect(lineOf(board, phoney, 'alice')).toMatchObject({ state: 'away', text: 'Lunch' });
    } finally {
      await again.close();
    }
  });

  test('is given up on when it does not', async ({ ours, certificates }) => {
    await ours.close();
    await using phoney = await startPhoney({
      scenario: quiet,
      clock: 'virtual',
      receiver: { url: ours.url, tls: certificates.client },
    });
    const lost = await phoney.until({ outcome: 'dropped' });
    expect(lost.reason).toBe('ECONNREFUSED');
    expect(lost.attempts).toHaveLength(6);
    expect((await phoney.stop()).verdict).toBe('failed');
  });
});

describe('a receiver that is up', () => {
  test('lets nobody in without a certificate', async ({ ours, certificates, store }) => {
    const { ca } = certificates.client;
    await using phoney = await startPhoney({
      scenario: quiet,
      clock: 'virtual',
      targets: { asapp: { raw: { url: ours.url, retries: 0 }, tls: { ca } } },
    });
    const refused = await phoney.until({ outcome: 'dropped' });
    expect(refused.status).toBeNull();
    expect(store.events).toEqual([]);
  });

  test('lets no stranger in', async ({ ours, certificates, store }) => {
    await using strangers = await createCertificates();
    const { cert, key } = strangers.client;
    await using phoney = await startPhoney({
      scenario: quiet,
      clock: 'virtual',
      targets: {
        asapp: { raw: { url: ours.url, retries: 0 }, tls: { cert, key, ca: certificates.client.ca } },
      },
    });
    const refused = await phoney.until({ outcome: 'dropped' });
    expect(refused.status).toBeNull();
    expect(store.events).toEqual([]);
  });

  test('is not misled by news that a retry brings late', async ({ phoney, board, store }) => {
    await phoney.advance('1s');
    store.failures = 1;
    await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'training' });
    await phoney.command(lunch);
    await phoney.advance('1s');
    expect(phoney.deliveries({ where: ({ attempts }) => attempts.length > 1 })).toHaveLength(1);
    expect(lineOf(board, phoney, 'alice')?.text).toBe('Lunch');
  });
});
