import { describe, expect } from 'vitest';
import { lineOf, test } from './setting.ts';

const lunch = { do: 'agent.set-status', agent: 'alice', status: 'lunch' } as const;
const back = { do: 'agent.set-status', agent: 'alice', status: 'available' } as const;
const statusUpdate = { vendor: 'asapp', eventType: 'agent_activity_status_updated' } as const;

describe('an event that comes twice', () => {
  test('is answered 200 and kept once', async ({ phoney, store }) => {
    await phoney.command(lunch);
    const event = await phoney.until(statusUpdate);
    const copy = await phoney.redeliver(event);
    expect(copy).toMatchObject({
      eventId: event.eventId,
      body: event.body,
      outcome: 'delivered',
      status: 200,
    });
    expect(copy.copyOf).toBe(event.seq);
    expect(copy.answer).toBe('{"taken":"duplicate"}');
    expect(store.ids.filter((id) => id === event.eventId)).toHaveLength(1);
  });

  test('does not turn the board back', async ({ phoney, board }) => {
    await phoney.command(lunch);
    await phoney.advance(0);
    const [atLunch] = phoney.deliveries({
      ...statusUpdate,
      where: (delivery) => delivery.body.includes('Lunch'),
    });
    await phoney.advance('1m');
    await phoney.command(back);
    await phoney.advance(0);
    expect(lineOf(board, phoney, 'alice')?.text).toBe('Available');
    if (atLunch === undefined) throw new Error('Nobody was told of the lunch.');
    await phoney.redeliver(atLunch);
    expect(lineOf(board, phoney, 'alice')?.text).toBe('Available');
  });

  test('is in the books as a copy', async ({ phoney }) => {
    await phoney.command(lunch);
    await phoney.redeliver(await phoney.until(statusUpdate));
    const { summary } = await phoney.stop();
    expect(summary.copied).toBe(1);
    expect(summary.delivered).toBe(summary.rendered + 1);
  });
});

describe('an event that could not be kept', () => {
  test('is answered 500, and taken when it is sent again', async ({ phoney, board, store }) => {
    await phoney.advance('1s');
    store.failures = 2;
    await phoney.command(lunch);
    await phoney.advance('1s');
    const retried = phoney.deliveries({ where: ({ attempts }) => attempts.length > 1 });
    expect(retried.flatMap(({ attempts }) => attempts.map(({ status }) => status))).toContain(500);
    for (const { outcome, eventId } of retried) {
      expect(outcome).toBe('delivered');
      expect(store.ids.filter((id) => id === eventId)).toHaveLength(1);
    }
    expect(lineOf(board, phoney, 'alice')?.text).toBe('Lunch');
  });

  test('is lost after the last retry, and the day has failed', async ({ phoney, store }) => {
    await phoney.advance('1s');
    store.failures = Infinity;
    await phoney.command(lunch);
    const lost = await phoney.until({ outcome: 'dropped' });
    expect(lost).toMatchObject({ status: 500, answer: '{"error":"The disk is full."}' });
    expect(lost.attempts).toHaveLength(6);
    store.failures = 0;
    expect((await phoney.stop()).verdict).toBe('failed');
  });

  test('is put right by the news after it', async ({ phoney, board, store }) => {
    await phoney.advance('1s');
    store.failures = Infinity;
    await phoney.command(lunch);
    await phoney.until({ outcome: 'dropped' });
    store.failures = 0;
    await phoney.command(back);
    await phoney.advance('1s');
    expect(lineOf(board, phoney, 'alice')).toMatchObject({ state: 'active', text: 'Available' });
  });
});
