import { describe, expect } from 'vitest';
import { lineOf, repId, test } from './setting.ts';

describe('the board follows what agents do', () => {
  test('from the moment at which it is told who is there', async ({ phoney, board }) => {
    await phoney.until({ eventType: 'agent_activity_routing_status_updated' });
    await phoney.advance('1s');
    expect(lineOf(board, phoney, 'alice')).toMatchObject({
      state: 'active',
      text: 'Available',
      customers: 0,
    });
  });

  test('to lunch and back', async ({ phoney, board }) => {
    const { outcome } = await phoney.command({
      do: 'agent.set-status',
      agent: 'alice',
      status: 'lunch',
      for: '30m',
    });
    expect(outcome).toBe('done');
    await phoney.advance(0);
    expect(lineOf(board, phoney, 'alice')).toMatchObject({ state: 'away', text: 'Lunch' });

    await phoney.advance('29m59s');
    expect(lineOf(board, phoney, 'alice')?.state).toBe('away');
    await phoney.advance('1s');
    expect(lineOf(board, phoney, 'alice')).toMatchObject({ state: 'active', text: 'Available' });
  });

  test('through a chat, from its assignment to wrap-up', async ({ phoney, board }) => {
    const chat = await phoney.command({
      do: 'contact.start',
      queue: 'Support',
      bot: null,
      ring: '0s',
      talk: '10m',
      wrap_up: '1m',
    });
    expect(chat.contactId).not.toBeNull();
    const assigned = await phoney.until({ vendor: 'asapp', eventType: 'ASSIGNED' });
    await phoney.advance(0);
    expect(assigned.contactId).toBe(chat.contactId);
    expect(assigned.json()).toMatchObject({ data: { rep_id: repId(phoney, 'alice') } });
    expect(lineOf(board, phoney, 'alice')).toMatchObject({ state: 'active', text: 'In chat', customers: 1 });

    await phoney.until({
      eventType: 'agent_activity_routing_status_updated',
      since: assigned,
      where: (delivery) => delivery.body.includes('WRAPPING_UP'),
    });
    expect(lineOf(board, phoney, 'alice')?.state).toBe('wrapping up');
    await phoney.advance('2m');
    expect(lineOf(board, phoney, 'alice')).toMatchObject({
      state: 'active',
      text: 'Available',
      customers: 0,
    });
  });

  test('through a call that is put on hold by hand', async ({ phoney, board }) => {
    await phoney.command({
      do: 'contact.start',
      ref: 'call',
      queue: 'Billing',
      caller: '+15105550123',
      talk: '1h',
      ring: '1h',
    });
    await phoney.command({ do: 'contact.answer', contact: 'call' });
    const held = await phoney.command({ do: 'contact.hold', contact: 'call' });
    expect(held.outcome).toBe('done');
    await phoney.advance(0);
    expect(lineOf(board, phoney, 'alice')).toMatchObject({ state: 'active', text: 'On hold' });
    await phoney.command({ do: 'contact.hang-up', contact: 'call', by: 'customer' });
    await phoney.advance(0);
    expect(lineOf(board, phoney, 'alice')?.text).toBe('Wrap-up');
  });

  test('home at the end of a shift', async ({ phoney, board }) => {
    await phoney.advance('4h');
    expect(board.count()).toEqual({ active: 2 });
    await phoney.advance('4h');
    expect(lineOf(board, phoney, 'bob')?.state).toBe('offline');
  });

  test('and does not move for a command that cannot be carried out', async ({ phoney, board }) => {
    await phoney.advance('1s');
    const before = board.agents;
    const { outcome, reason } = await phoney.command({ do: 'agent.log-in', agent: 'alice' });
    expect(outcome).toBe('refused');
    expect(reason).toMatch(/alice/);
    expect(board.agents).toEqual(before);
    await expect(phoney.command({ do: 'agent.log-in', agent: 'alicia' })).rejects.toThrow(/alice/);
  });
});

describe('a wait for what does not come', () => {
  test('says what came instead', async ({ phoney }) => {
    await phoney.advance('1s');
    const wait = phoney.until({ eventType: 'agent_activity_status_update' }, { timeoutMs: 200 });
    await expect(wait).rejects.toThrow(/Did you mean agent_activity_status_updated/);
  });
});
