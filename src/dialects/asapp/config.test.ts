import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asappConfig } from './config.ts';

const url = 'https://receiver.example/asapp';

function problemsOf(input: unknown): string[] {
  const result = asappConfig.safeParse(input);
  return (result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('the configuration of the ASAPP target', () => {
  test('a feed with only a url has the documented defaults', () => {
    expect(asappConfig.parse({ feeds: { journey: { url } } })).toEqual({
      company_id: 'phoney',
      company_subdivision: 'main',
      company_segments: ['simulated'],
      utilization_every: 300_000,
      feeds: {
        journey: {
          url,
          timeout_ms: 3000,
          retries: 3,
          api_version: 'v1.3.0',
          retry_pause: { first: 250, max: 5000 },
          strict_order: false,
          event_list: [],
        },
      },
    });
  });

  test('an address with a password in it is refused, and the password is not repeated', () => {
    const [problem] = problemsOf({ raw: { url: 'https://user:secret@receiver.example/' } });
    expect(problem).toMatch(/^raw.url: .*password/);
    expect(problem).not.toContain('secret');
  });

  test('raw replaces the three feeds and has no event_list', () => {
    expect(asappConfig.parse({ raw: { url } }).raw).toMatchObject({ timeout_ms: 3000, retries: 3 });
    expect(problemsOf({ raw: { url, event_list: [] } })).toEqual(['raw: Unrecognized key: "event_list"']);
    expect(problemsOf({ raw: { url }, feeds: { queue: { url } } })).toEqual([
      ': feeds and raw exclude each other: raw replaces the three feeds. Remove one of them.',
    ]);
  });

  test.each([{}, { feeds: {} }])('%j, which would send nothing, is refused', (input) => {
    expect(problemsOf(input)[0]).toMatch(/Nothing would be sent/);
  });

  test.each([
    [
      { journey: { url, event_list: ['QUEUD'] } },
      '"QUEUD" is no event type of the journey feed. Did you mean QUEUED?',
    ],
    [
      { activity: { url, event_list: ['QUEUED'] } },
      '"QUEUED" belongs to the journey feed, not to activity. Move it to feeds.journey.event_list.',
    ],
    [
      { activity: { url, event_list: ['QUEUD'] } },
      '"QUEUD" is no event type of the activity feed. Did you mean QUEUED, of the journey feed?',
    ],
    [
      { queue: { url, event_list: ['xyzzy'] } },
      '"xyzzy" is no event type of the queue feed. It has 8 types, from queue_info_updated to queue_availability_updated.',
    ],
  ])('an unknown event type in %j names the nearest', (feeds, message) => {
    expect(problemsOf({ feeds })[0]?.endsWith(message)).toBe(true);
  });

  test.each([
    ['http://receiver.example/', 'in the clear'],
    ['ftp://receiver.example/', 'an address for ftp, and messages go over HTTP'],
    ['receiver', 'not an https: address'],
  ])('the address %s is refused', (address, message) => {
    expect(problemsOf({ raw: { url: address } })[0]).toContain(message);
  });

  test.each(['http://localhost:8080/', 'http://127.0.0.1:1/', 'http://[::1]:1/', 'https://a.example'])(
    'the address %s is accepted',
    (address) => {
      expect(problemsOf({ raw: { url: address } })).toEqual([]);
    },
  );

  test('all mistakes are reported at once', () => {
    expect(
      problemsOf({
        utilization_every: 'often',
        tls: { cert: 'client.pem' },
        feeds: { queue: { url, timeout_ms: 0, retry_pause: { first: '1' }, colour: 'red' } },
      }),
    ).toHaveLength(5);
  });

  test('every field is described and has its default in the JSON Schema', () => {
    const schema = z.toJSONSchema(asappConfig, { io: 'input' });
    expect(schema.properties?.['utilization_every']).toMatchObject({ default: '5m' });
    const undescribed = JSON.stringify(schema, (_, value: unknown) => value).match(/"timeout_ms":\{[^}]*\}/g);
    expect(undescribed).toHaveLength(4);
    for (const field of undescribed ?? []) expect(field).toContain('"description"');
  });
});
