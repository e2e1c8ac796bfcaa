import { describe, expect } from 'vitest';
import { test as withPhoney } from '../../src/library/vitest.ts';
import { chat, quiet } from './centre.ts';

const test = withPhoney.extend({ phoneyOptions: { scenario: quiet, clock: 'virtual' } });

describe('the fixtures for Vitest', () => {
  test('start a centre that sends to a receiver', async ({ phoney, receiver }) => {
    await phoney.command(chat);
    const { eventId } = await phoney.until({ eventType: 'ASSIGNED' });
    expect(receiver.received({ eventId })).toMatchObject([{ valid: true }]);
  });

  test('start another for each test', ({ phoney, receiver, certificates }) => {
    expect(phoney.clock.simulatedMs).toBe(phoney.clock.startMs);
    expect(receiver.received({ eventType: 'ASSIGNED' })).toEqual([]);
    expect(receiver.tls).toEqual(certificates.client);
  });
});
