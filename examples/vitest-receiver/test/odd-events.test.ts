import { describe, expect } from 'vitest';
import { lineOf, repId, test } from './setting.ts';

const statusUpdate = ['asapp', 'agent_activity_status_updated'] as const;

describe('a single event', () => {
  test('is shown of the agent whom it names', async ({ phoney, board }) => {
    await phoney.advance('1s');
    const { status } = await phoney.trigger(...statusUpdate, {
      'data.rep_id': repId(phoney, 'alice'),
      'details.status_description': 'Fire drill',
      'details.routing_status': 'AWAY',
    });
    expect(status).toBe(200);
    expect(lineOf(board, phoney, 'alice')).toMatchObject({ state: 'away', text: 'Fire drill' });
  });

  test('may have a state that ASAPP has added since', async ({ phoney, board }) => {
    await phoney.trigger(...statusUpdate, { 'data.rep_id': '42', 'details.routing_status': 'ON_THE_MOON' });
    expect(board.agent('42')?.state).toBe('unknown');
  });

  test('of a chat is kept and not shown', async ({ phoney, board, store }) => {
    const survey = await phoney.trigger('asapp', 'SURVEY_SUBMITTED', { 'data.rep_id': '42' });
    expect(survey.answer).toBe('{"taken":"not about agents"}');
    expect(store.ids).toContain(survey.eventId);
    expect(board.agent('42')).toBeUndefined();
  });

  test.for([
    ['a number for an id', { 'data.rep_id': 42 }],
    ['no time', { 'meta_data.create_time': null }],
    ['a text for its details', { details: 'none' }],
  ])('that has %s is refused, and not kept', async ([, overrides], { phoney, store }) => {
    const refused = await phoney.trigger(...statusUpdate, overrides as Record<string, unknown>);
    expect(refused).toMatchObject({ outcome: 'dropped', status: 400 });
    expect(refused.answer).toBe('{"error":"This is no ASAPP event."}');
    expect(store.ids).not.toContain(refused.eventId);
  });

  test('of a type that does not exist is our mistake', async ({ phoney }) => {
    await expect(phoney.trigger('asapp', 'agent_status')).rejects.toThrow(/"agent_status" is no event type/);
  });
});
