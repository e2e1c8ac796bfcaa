import { describe, expect, test } from 'vitest';
import { makeEvent, type OneEventOptions } from './one-event.ts';
import { parseRequest } from '../parse-request.ts';
import { eventTypes } from '../wire.ts';

const wallMs = Date.UTC(2026, 6, 1, 12, 30, 15);

function make(eventType: string, overrides: string[] = [], form: 'url-encoded' | 'json' = 'url-encoded') {
  const options: OneEventOptions = { seed: 1, wallMs, url: 'https://wfm.example/', form, overrides };
  const { draft, problems } = makeEvent(eventType, options);
  const facts = parseRequest(draft.method, draft.url, draft.headers, draft.body).facts as Record<
    string,
    unknown
  >;
  return { draft, problems, facts };
}

test.each(eventTypes)('%s is one valid event in either form, and happens now', (eventType) => {
  for (const form of ['url-encoded', 'json'] as const) {
    const { draft, problems, facts } = make(eventType, [], form);
    expect(problems).toEqual([]);
    expect(draft).toMatchObject({ eventType, filtered: false });
    expect(facts['event_type']).toBe(eventType);
    if ('date_time' in facts) expect(facts['date_time']).toBe('2026-07-01 12:30:15');
  }
});

describe('an override', () => {
  test('replaces the text of a field, or sets null', () => {
    const { facts } = make('LOGIN', ['username=a=b&c', 'external_agent_id=42']);
    expect(facts).toMatchObject({ username: 'a=b&c', external_agent_id: '42' });
    expect(make('LOGIN', ['external_agent_id=null']).facts).toMatchObject({ external_agent_id: null });
  });

  test.each([
    ['ACD-CALL', 'ABANDON'],
    ['ACD-CALL', 'DEFLECTED'],
    ['VPD-CALL', 'ABANDONED'],
    ['VPD-CALL', 'MACHINE'],
  ])('of the state of an %s to %s takes the agent out', (eventType, state) => {
    const { facts, problems } = make(eventType, [`call_state=${state}`]);
    expect(problems).toEqual([]);
    expect(facts).toMatchObject({ call_state: state, recording_url: '' });
    expect(facts).not.toHaveProperty('agent_id');
  });

  test('that makes the event invalid is reported and sent all the same', () => {
    const { draft, problems } = make('LOGIN', ['duration=long']);
    expect(problems).toEqual([{ path: 'duration', message: 'must be digits, as text' }]);
    expect(draft.url).toContain('duration=long');
  });

  test('of an unknown field is refused with the nearest', () => {
    expect(() => make('LOGIN', ['user_name=a'])).toThrow('Did you mean username');
  });
});

test('an unknown type is refused with the nearest', () => {
  expect(() => make('LOGON')).toThrow('"LOGON" is not an event type of RingCentral. Did you mean LOGIN');
});
