import { describe, expect, test } from 'vitest';
import { eventTypes } from '../event-types.ts';
import { makeEvent } from './one-event.ts';

const options = { seed: 1, wallMs: Date.UTC(2026, 2, 2, 12), url: 'https://receiver.example/' };
const body = (type: string, overrides: string[] = []): unknown =>
  JSON.parse(makeEvent(type, { ...options, overrides }).draft.body);

describe('one event', () => {
  test.each(Object.values(eventTypes).flat())(
    'of type %s is valid and happens at the time asked for',
    (type) => {
      const { draft, problems } = makeEvent(type, options);
      expect(problems).toEqual([]);
      expect(JSON.parse(draft.body)).toMatchObject({
        event_type: type,
        event_id: draft.eventId,
        meta_data: { event_time: '2026-03-02T12:00:00.000Z' },
      });
    },
  );

  test('is the same for the same seed and time, and another for another seed', () => {
    const text = (seed: number): string => makeEvent('QUEUED', { ...options, seed }).draft.body;
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });

  test('of an unknown type is an input error that names the nearest', () => {
    expect(() => makeEvent('QUEUD', options)).toThrow('Did you mean QUEUED?');
  });
});

describe('an override', () => {
  test('replaces, adds and reaches into lists; its value is JSON or else text', () => {
    expect(
      body('SURVEY_SUBMITTED', [
        'meta_data.issue_id=I-1',
        'details.queued_ms=17',
        'details.survey_responses.0.answer=4',
        'details.is_resolved=false',
        'details.made.on.the.way={"a":1}',
      ]),
    ).toMatchObject({
      meta_data: { issue_id: 'I-1' },
      details: {
        queued_ms: 17,
        is_resolved: false,
        survey_responses: [{ answer: 4 }],
        made: { on: { the: { way: { a: 1 } } } },
      },
    });
  });

  test('that makes the event invalid is carried out, and reported', () => {
    const { draft, problems } = makeEvent('QUEUED', { ...options, overrides: ['data.queue_id=null'] });
    expect(draft.body).toContain('"queue_id":null');
    expect(problems).toEqual([
      { path: 'data.queue_id', message: 'is null: the vendor leaves the key out instead.' },
    ]);
  });

  test('of the event_id is the id that retries and records go by', () => {
    const event_id = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
    expect(makeEvent('QUEUED', { ...options, overrides: [`event_id=${event_id}`] }).draft.eventId).toBe(
      event_id,
    );
  });

  test.each(['=1', 'no-equals', 'a..b=1', '__proto__.polluted=1', 'data.__proto__=1'])(
    '"%s" is refused',
    (text) => {
      expect(() => makeEvent('QUEUED', { ...options, overrides: [text] })).toThrow('is not an override');
      expect({}).not.toHaveProperty('polluted');
    },
  );
});
