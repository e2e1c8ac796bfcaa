import { describe, expect, test } from 'vitest';
import { sampleRequest } from '../../test/kit/sample.ts';
import { createDialects, receivers, targetEverything, vendorNames } from '../dialects/index.ts';
import { asappConfig } from '../dialects/asapp/config.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { makeSample } from './sample.ts';

/** Night, in a summer: whatever the hours of the centre that is played. */
const at = Date.UTC(2026, 6, 5, 2, 30, 15);
const wish = { seed: 1, at, overrides: {} };

function dialectOf(vendor: string): Dialect {
  const [dialect] = createDialects(targetEverything(vendor, 'https://receiver.example/'), 0);
  if (dialect === undefined) throw new Error('A target has a dialect.');
  return dialect;
}

const everyType = vendorNames.flatMap((vendor) =>
  (dialectOf(vendor).sampler?.eventTypes ?? []).map((eventType) => [vendor, eventType] as const),
);

describe('one event', () => {
  test('can be of all 52 types of ASAPP, all 12 of RingCentral and all 31 of Enreach', () => {
    expect(everyType).toHaveLength(52 + 12 + 31);
  });

  test.each(everyType)(
    'of %s, type %s, is valid and happens at the time asked for',
    async (vendor, eventType) => {
      const { draft, problems } = await makeSample(dialectOf(vendor), eventType, wish);
      expect(problems).toEqual([]);
      expect(draft).toMatchObject({ vendor, eventType, at, filtered: false });
      // The ends of RingCentral's calls say when they began.
      const said = draft.channel !== 'http' ? draft.body : decodeURIComponent(draft.url) + draft.body;
      if (!eventType.endsWith('-CALL')) expect(said).toMatch(/2026-07-05[T ]02:30:15/);
      if (draft.channel !== 'http') return;
      const validate = await receivers.get(vendor)?.validator();
      expect(validate?.(draft)).toMatchObject({
        valid: true,
        problems: [],
        eventType,
        eventId: draft.eventId,
      });
    },
  );

  test.each(vendorNames)(
    'of %s is the same for the same seed and time, and another for another seed',
    async (vendor) => {
      const [eventType = ''] = dialectOf(vendor).sampler?.eventTypes ?? [];
      const make = (seed: number) => makeSample(dialectOf(vendor), eventType, { ...wish, seed });
      expect(await make(1)).toEqual(await make(1));
      // RingCentral's ids are fingerprints of facts that the seed has no part in.
      if (vendor !== 'ringcentral')
        expect((await make(2)).draft.eventId).not.toBe((await make(1)).draft.eventId);
    },
  );

  test.each([
    ['asapp', 'QUEUD', 'Did you mean QUEUED?'],
    ['ringcentral', 'LOGON', '"LOGON" is not an event type of RingCentral. Did you mean LOGIN'],
    ['enreach', 'UserStats', 'Did you mean UserStatus'],
  ])('of %s and an unknown type is an input error that names the nearest', async (vendor, type, message) => {
    await expect(makeSample(dialectOf(vendor), type, wish)).rejects.toThrow(message);
  });

  test('that a target has no address for is refused; what it filters is sent all the same', async () => {
    const url = 'https://receiver.example/queue';
    const feeds = { queue: { url, event_list: ['queue_size_updated' as const] } };
    const [queue] = createDialects(targetsOf({ feeds }), 0);
    if (queue === undefined) throw new Error('A target has a dialect.');
    await expect(makeSample(queue, 'QUEUED', wish)).rejects.toThrow('The target "asapp" sends no QUEUED');
    const { draft } = await makeSample(queue, 'queue_info_updated', wish);
    expect(draft).toMatchObject({ url, filtered: false });
  });
});

function targetsOf(asapp: object) {
  return { asapp: asappConfig.parse(asapp) };
}

describe('the end of a call', () => {
  test.each([
    ['ACD-CALL', 'ANSWERED'],
    ['ACD-CALL', 'ABANDON'],
    ['ACD-CALL', 'DEFLECTED'],
    ['VPD-CALL', 'ABANDONED'],
    ['VPD-CALL', 'MACHINE'],
  ])('%s is of a call that ended so when %s is asked for', async (eventType, call_state) => {
    const { draft, problems } = await sampleRequest('ringcentral', eventType, {
      form: 'json',
      overrides: { call_state },
    });
    const facts = JSON.parse(draft.body) as Record<string, unknown>;
    expect(problems).toEqual([]);
    expect(facts).toMatchObject({ event_type: eventType, call_state });
    if (call_state === 'ABANDON' || call_state === 'DEFLECTED') expect(facts).not.toHaveProperty('agent_id');
  });
});

describe('an override', () => {
  test('replaces, adds and reaches into lists', async () => {
    const { draft } = await sampleRequest('asapp', 'SURVEY_SUBMITTED', {
      overrides: {
        'meta_data.issue_id': 'I-1',
        'details.queued_ms': 17,
        'details.survey_responses.0.answer': 4,
        'details.is_resolved': false,
        'details.made.on.the.way': { a: 1 },
      },
    });
    expect(JSON.parse(draft.body)).toMatchObject({
      meta_data: { issue_id: 'I-1' },
      details: {
        queued_ms: 17,
        is_resolved: false,
        survey_responses: [{ answer: 4 }],
        made: { on: { the: { way: { a: 1 } } } },
      },
    });
  });

  test('reaches into the message that a hub pushes', async () => {
    const overrides = { 'data.availability': 'Lunch' };
    const { draft } = await makeSample(dialectOf('enreach'), 'UserAvailability', { ...wish, overrides });
    expect(JSON.parse(draft.body)).toMatchObject([{ data: { availability: 'Lunch' }, subscription: {} }]);
  });

  test('that makes the event invalid is carried out, and reported', async () => {
    const asapp = await sampleRequest('asapp', 'QUEUED', { overrides: { 'data.queue_id': null } });
    expect(asapp.draft.body).toContain('"queue_id":null');
    expect(asapp.problems).toEqual([
      { path: 'data.queue_id', message: 'is null: the vendor leaves the key out instead.' },
    ]);
    const ringcentral = await sampleRequest('ringcentral', 'LOGIN', { overrides: { duration: 'long' } });
    expect(ringcentral.problems).toEqual([{ path: 'duration', message: 'must be digits, as text' }]);
    expect(ringcentral.draft.url).toContain('duration=long');
  });

  test('of the event_id is the id that retries and records go by', async () => {
    const event_id = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
    expect((await sampleRequest('asapp', 'QUEUED', { overrides: { event_id } })).draft.eventId).toBe(
      event_id,
    );
  });

  test.each(['', 'a..b', '__proto__.polluted', 'data.__proto__'])('of "%s" is refused', async (name) => {
    const overrides = Object.fromEntries([[name, 1]]);
    await expect(sampleRequest('asapp', 'QUEUED', { overrides })).rejects.toThrow('is not an override');
    expect({}).not.toHaveProperty('polluted');
  });

  test('of a field that RingCentral does not have is refused with the nearest', async () => {
    const overrides = { user_name: 'a' };
    await expect(sampleRequest('ringcentral', 'LOGIN', { overrides })).rejects.toThrow(
      'Did you mean username',
    );
  });
});
