import { parse as parseQuerystring } from 'node:querystring';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formJson, formQuery } from './form.ts';
import { parseRequest } from './parse-request.ts';
import type { LogEvent } from './wire.ts';

const awkward = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({
    unit: fc.constantFrom('&', '=', '+', '"', "'", '%', '#', ' ', '?', '😀', '\0', '\n'),
    minLength: 1,
  }),
);
const digits = fc.stringMatching(/^\d{1,9}$/);

const login: fc.Arbitrary<LogEvent> = fc.record({
  external_agent_id: fc.option(awkward),
  duration: digits,
  agent_login_id: digits,
  account_id: digits,
  event_type: fc.constantFrom('LOGIN', 'LOGOUT'),
  agent_id: digits,
  date_time: fc.constant('2020-06-25 14:36:49'),
  agent_phone: awkward,
  username: awkward,
  source_ip: awkward,
});

const addresses = [
  'https://wfm.example/events',
  'https://wfm.example/?tenant=7',
  'https://wfm.example/a%20b?x#top',
];
const withoutNull = (facts: LogEvent): object =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));

describe('the two forms', () => {
  test('carry the same facts, whatever the values', () => {
    fc.assert(
      fc.property(
        login,
        fc.constantFrom(...addresses),
        fc.constantFrom('GET', 'POST'),
        (facts, url, method) => {
          const json = formJson(facts, url, {});
          const query = formQuery(facts, url, {}, method);
          const fromJson = parseRequest(json.method, json.url, json.headers, json.body);
          const fromQuery = parseRequest(query.method, query.url, query.headers, query.body);
          expect(fromJson).toMatchObject({ form: 'json', facts, problems: [] });
          expect(fromQuery).toEqual({ ...fromJson, form: 'url-encoded' });
        },
      ),
    );
  });

  test('the URL-encoded form reads alike in every parser, plus for space or not', () => {
    fc.assert(
      fc.property(login, (facts) => {
        const { url } = formQuery(facts, 'https://wfm.example/', {}, 'GET');
        const text = url.slice(url.indexOf('?') + 1);
        expect(text).toMatch(/^[\w.~%&=-]+$/);
        expect({ ...parseQuerystring(text) }).toEqual(withoutNull(facts));
        expect(Object.fromEntries(new URL(url).searchParams)).toEqual(withoutNull(facts));
        const plain = text.split('&').map((pair) => pair.split('=').map(decodeURIComponent));
        expect(Object.fromEntries(plain)).toEqual(withoutNull(facts));
      }),
    );
  });

  test.each([
    ['https://wfm.example/in', 'https://wfm.example/in?'],
    ['https://wfm.example/in?', 'https://wfm.example/in?'],
    ['https://wfm.example/in?#top', 'https://wfm.example/in?'],
    ['https://wfm.example/in?tenant=7', 'https://wfm.example/in?tenant=7&'],
    ['https://wfm.example/in?tenant=7&', 'https://wfm.example/in?tenant=7&'],
  ])('the facts follow %s as %s', (address, start) => {
    const facts = { ...(fc.sample(login, { seed: 1, numRuns: 1 })[0] as LogEvent), external_agent_id: 'E' };
    expect(formQuery(facts, address, {}, 'GET').url.startsWith(`${start}external_agent_id=`)).toBe(true);
  });

  test('an address keeps its own query and loses its fragment', () => {
    const facts = fc.sample(login, { seed: 1, numRuns: 1 })[0] as LogEvent;
    const { url } = formQuery(facts, 'https://wfm.example/in?tenant=7#top', {}, 'GET');
    expect(url).toMatch(/^https:\/\/wfm\.example\/in\?tenant=7&/);
    expect(url).not.toContain('#top');
  });
});

test('a validation request is told from an event, with the token to echo', () => {
  const read = parseRequest('POST', '/states', { 'validation-token': 'abc' }, '');
  expect(read).toMatchObject({ validationToken: 'abc', eventType: null, problems: [] });
});

describe('a receiver refuses', () => {
  test.each([
    ['no event at all', 'GET', '/wfm', {}, '', 'there is neither a body nor an event_type in the query'],
    ['an unknown event', 'GET', '/wfm?event_type=NAP', {}, '', 'event_type "NAP" is not known'],
    [
      'a field twice',
      'GET',
      '/?event_type=LOGIN&event_type=LOGIN',
      {},
      '',
      'event_type stands more than once',
    ],
    [
      'a body that is no JSON',
      'POST',
      '/',
      { 'content-type': 'application/json' },
      '{',
      'the body is not JSON',
    ],
    [
      'another media type',
      'POST',
      '/',
      { 'content-type': 'text/plain' },
      '{}',
      'content-type is "text/plain"',
    ],
    ['a body in a GET', 'GET', '/', { 'content-type': 'application/json' }, '{}', 'GET has a body'],
    [
      'a body without a type',
      'POST',
      '/',
      { 'content-type': 'application/json' },
      '[]',
      'event_type undefined is not known',
    ],
    [
      'null',
      'POST',
      '/',
      { 'content-type': 'application/json' },
      'null',
      'event_type undefined is not known',
    ],
  ])('%s', (_, method, url, headers, body, problem) => {
    expect(parseRequest(method, url, headers, body)).toMatchObject({ eventId: null, problems: [problem] });
  });

  test('numbers where the vendor sends text, missing fields and unknown ones, all at once', () => {
    const body = JSON.stringify({ event_type: 'LOGIN', duration: 0, nap: 'yes' });
    const { problems } = parseRequest('POST', '/', { 'content-type': 'application/json' }, body);
    expect(problems.join('\n')).toMatch(/duration: .*expected string/);
    expect(problems.join('\n')).toMatch(/username: /);
    expect(problems.join('\n')).toMatch(/nap/);
  });
});
