import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContractReport, PactReport } from '../../src/contracts/report/report.ts';
import { verifySimulator } from '../../src/contracts/verify-simulator.ts';
import { makeFolder, messageOf, pactOf, rule, saidOf, surroundings } from './kit.ts';

/**
 * Pacts as teams write them, right and wrong, and the verdict that each must get. All that the engine is needed for are
 * verified in one run.
 */
interface Row {
  readonly says: string;
  readonly pact: unknown;
  readonly verdict: 'verified' | 'mismatch' | 'refused';
  /** What has to be said, where it is not verified. */
  readonly words?: RegExp;
}

const asapp = 'asapp-realtime-events';
const json = 'application/json';
const type = rule({ match: 'type' });
const typed = (regex: string) => ({
  combine: 'AND',
  matchers: [{ match: 'type' }, { match: 'regex', regex }],
});
const state = (name: string, params?: object) => ({ name, ...(params && { params }) });
const status = 'agent_activity_status_updated';
const lunch = state('an agent chooses a status', { agent: 'vera', status: 'lunch' });

/** One message, as a pact of its own. */
const message = (
  content: unknown,
  { provider = asapp, ...more }: { provider?: string; rules?: object; states?: readonly object[] } = {},
) => pactOf([messageOf('the message', content, more)], provider);

/** A pact of version 3 about one message. */
const three = (more: object, provider = asapp) => ({
  consumer: { name: 'c' },
  provider: { name: provider },
  messages: [{ description: 'the message', ...more }],
  metadata: { pactSpecification: { version: '3.0.0' } },
});

/** One request and its answer. */
const http = (request: object, response: object, provider: string, states: readonly object[] = []) =>
  pactOf(
    [{ type: 'Synchronous/HTTP', description: 'the request', providerStates: states, request, response }],
    provider,
  );
const token = { method: 'GET', path: '/token/me/rte/', headers: { Authorization: ['Basic dTpw'] } };

/** A call of a hub's method, and its answer. */
const asked = (target: string, given: readonly unknown[], answer: object, provider = 'enreach-rte') =>
  pactOf(
    [
      {
        type: 'Synchronous/Messages',
        description: 'the call',
        request: {
          contents: {
            content: { type: 1, invocationId: '1', target, arguments: given },
            contentType: json,
            encoded: false,
          },
        },
        response: [
          {
            contents: {
              content: { type: 3, invocationId: '1', ...answer },
              contentType: json,
              encoded: false,
            },
          },
        ],
      },
    ],
    provider,
  );

const subscriptions =
  '/voice/api/cx/integration/v1/accounts/809646016/sub-accounts/99999/agent-states/subscriptions';
const bearer = { Authorization: ['Bearer abc'], 'Content-Type': [json] };
const wish = { subscriptionName: 'feed', notificationUrl: 'https://wfm.example.com/x' };
const bodyOf = (content: unknown) => ({ content, contentType: json, encoded: false });
const ringcx = (request: object, response: object, states: readonly object[] = []) =>
  http({ path: subscriptions, headers: bearer, ...request }, response, 'RingCX API', states);
const form = (content: string, more: object = {}) =>
  pactOf(
    [
      {
        type: 'Asynchronous/Messages',
        description: 'the form',
        providerStates: [lunch],
        contents: { content, contentType: 'application/x-www-form-urlencoded', encoded: false },
        ...more,
      },
    ],
    'ringcentral-wfm',
  );

const rows: readonly Row[] = [
  // Messages of each vendor.
  {
    says: 'an ASAPP event by what every one has',
    pact: message(
      { event_type: status, meta_data: { event_time: '2026-01-01T00:00:00Z' } },
      { rules: { '$.meta_data.event_time': typed(String.raw`^\d{4}-.*Z$`) } },
    ),
    verdict: 'verified',
  },
  {
    says: 'a RingCentral log-in',
    pact: message(
      { event_type: 'LOGIN', agent_id: '1' },
      { provider: 'RingCentral WFM', rules: { '$.agent_id': typed(String.raw`^\d+$`) } },
    ),
    verdict: 'verified',
  },
  {
    says: 'what a client of the hub gets',
    pact: message({ data: { eventType: 'UserStatus' } }, { provider: 'enreach-rte' }),
    verdict: 'verified',
  },
  {
    says: 'a list in any number, each like the example',
    pact: message(
      { event_type: 'SURVEY_SUBMITTED', details: { survey_responses: [{ ordering: 1 }] } },
      { rules: { '$.details.survey_responses': rule({ match: 'type', min: 1 }) } },
    ),
    verdict: 'verified',
  },
  {
    says: 'a field that the vendor never sends',
    pact: message({ event_type: status, data: { tenant: 'x' } }),
    verdict: 'mismatch',
    words: /missing the following keys: tenant/,
  },
  {
    says: 'a number where the vendor sends text',
    pact: message({ event_type: status, data: { rep_id: 12 } }, { rules: { '$.data.rep_id': type } }),
    verdict: 'mismatch',
    words: /rep_id/,
  },
  {
    says: 'a text where the vendor sends a number',
    pact: message(
      { event_type: 'queue_size_updated', details: { last_queue_size: '3' } },
      { rules: { '$.details.last_queue_size': typed(String.raw`^\d+$`) } },
    ),
    verdict: 'mismatch',
    words: /last_queue_size/,
  },
  {
    says: 'a value that no message has',
    pact: message({ event_type: status, details: { status_description: 'Asleep' } }),
    verdict: 'mismatch',
    words: /Asleep/,
  },
  {
    says: 'a matcher that does not exist',
    pact: message({ event_type: status }, { rules: { '$.event_type': rule({ match: 'typo' }) } }),
    verdict: 'mismatch',
    words: /typo/,
  },
  // All messages of a type.
  {
    says: 'the agent of every ended call, abandoned ones too',
    pact: message(
      { event_type: 'ACD-CALL', agent_id: '1' },
      { provider: 'ringcentral-wfm', rules: { '$.agent_id': type } },
    ),
    verdict: 'mismatch',
    words: /\d+ of \d+ messages of this type have agent_id/,
  },
  {
    says: 'the agent of every answered call',
    pact: message(
      { event_type: 'ACD-CALL', call_state: 'ANSWERED', agent_id: '1' },
      { provider: 'ringcentral-wfm', rules: { '$.agent_id': type } },
    ),
    verdict: 'verified',
  },
  {
    says: 'an id that only some agents have',
    pact: message(
      { event_type: status, data: { external_rep_id: 'x' } },
      { rules: { '$.data.external_rep_id': type } },
    ),
    verdict: 'mismatch',
    words: /\d+ of \d+ messages of this type have data\.external_rep_id/,
  },
  {
    says: 'the same of an agent who has one',
    pact: message(
      { event_type: status, data: { external_rep_id: 'x' } },
      { rules: { '$.data.external_rep_id': type }, states: [lunch] },
    ),
    verdict: 'verified',
  },
  // Another vendor's.
  {
    says: 'another vendor’s message',
    pact: message({ event_type: 'LOGIN' }),
    verdict: 'mismatch',
    words: /LOGIN, an event of ringcentral/,
  },
  {
    says: 'another vendor’s hub',
    pact: asked('UnsubscribeAll', [], { result: true }, asapp),
    verdict: 'mismatch',
  },
  {
    says: 'another vendor’s address',
    pact: http(token, { status: 200 }, asapp, [state('a user may sign in')]),
    verdict: 'mismatch',
    words: /Nothing is served at \/token\/me\/rte/,
  },
  // Nothing.
  { says: 'no contents', pact: three({}), verdict: 'mismatch', words: /No event is meant/ },
  { says: 'empty contents', pact: message({}), verdict: 'mismatch' },
  {
    says: 'empty contents of a type',
    pact: pactOf([messageOf('asapp ASSIGNED', {})], asapp),
    verdict: 'mismatch',
    words: /expects nothing/,
  },
  {
    says: 'content for contents',
    pact: three({ content: { event_type: 'ASSIGNED' } }),
    verdict: 'refused',
    words: /has its content in "contents"/,
  },
  {
    says: 'a 404 of what is not served at all',
    pact: http({ method: 'GET', path: '/nothing' }, { status: 404 }, 'enreach-rte'),
    verdict: 'mismatch',
    words: /Nothing is served/,
  },
  {
    says: 'a type of event that there is not',
    pact: message({ event_type: 'agent_activity_status_update' }),
    verdict: 'mismatch',
    words: /Did you mean agent_activity_status_updated/,
  },
  // States.
  {
    says: 'a state that causes its message',
    pact: message({ event_type: status, details: { status_description: 'Lunch' } }, { states: [lunch] }),
    verdict: 'verified',
  },
  {
    says: 'a state that causes another',
    pact: message({ event_type: status, details: { status_description: 'Break' } }, { states: [lunch] }),
    verdict: 'mismatch',
  },
  {
    says: 'a state that causes none of the type',
    pact: message({ event_type: 'SURVEY_SUBMITTED' }, { states: [state('an agent logs out')] }),
    verdict: 'mismatch',
    words: /causes no asapp SURVEY_SUBMITTED/,
  },
  {
    says: 'two states, one after the other',
    pact: message({ event_type: status }, { states: [state('an agent logs in', { agent: 'vera' }), lunch] }),
    verdict: 'verified',
  },
  {
    says: 'a state that nobody knows',
    pact: message({ event_type: status }, { states: [state('an agent chooses a statis')] }),
    verdict: 'mismatch',
    words: /Did you mean "an agent chooses a status"/,
  },
  {
    says: 'parameters as text, and a number of seconds',
    pact: message(
      { event_type: status },
      { states: [state('agent.set-status', { agent: 'vera', status: 'lunch', for: 120 })] },
    ),
    verdict: 'verified',
  },
  {
    says: 'a chat whose customer gives up waiting',
    pact: message(
      { event_type: 'QUEUE_ABANDONED' },
      { states: [state('a customer gives up waiting', { queue: 'Chat' })] },
    ),
    verdict: 'verified',
  },
  {
    says: 'true as text',
    pact: message(
      { event_type: 'queue_mitigation_updated' },
      { states: [state('a queue is closed by hand', { on: 'true' })] },
    ),
    verdict: 'verified',
  },
  // Forms of files.
  {
    says: 'version 3, its JSON as one text',
    pact: three({
      contents: JSON.stringify({ event_type: status }),
      metaData: { 'Content-Type': `${json}; charset=utf-8` },
    }),
    verdict: 'verified',
  },
  {
    says: 'base64',
    pact: pactOf([
      {
        type: 'Asynchronous/Messages',
        description: 'the message',
        contents: {
          content: Buffer.from(JSON.stringify({ event_type: status })).toString('base64'),
          contentType: json,
          encoded: 'base64',
        },
      },
    ]),
    verdict: 'verified',
  },
  {
    says: 'metadata that is not there',
    pact: three({ contents: { event_type: status }, metaData: { topic: 'events' } }),
    verdict: 'mismatch',
    words: /topic/,
  },
  {
    says: 'a byte order mark',
    pact: `\uFEFF${JSON.stringify(message({ event_type: status }))}`,
    verdict: 'verified',
  },
  { says: 'broken JSON', pact: '{', verdict: 'refused', words: /is not JSON/ },
  {
    says: 'plugins',
    pact: {
      ...message({ event_type: status }),
      metadata: { pactSpecification: { version: '4.0' }, plugins: [{ name: 'protobuf' }] },
    },
    verdict: 'refused',
    words: /needs the plugin protobuf/,
  },
  // Over HTTP, and the hub's methods.
  {
    says: 'a token',
    pact: http(token, { status: 200 }, 'enreach-rte', [state('a user may sign in')]),
    verdict: 'verified',
  },
  {
    says: 'no token with bad credentials',
    pact: http(token, { status: 401 }, 'enreach-rte'),
    verdict: 'verified',
  },
  {
    says: 'a token for bad credentials',
    pact: http(token, { status: 200 }, 'enreach-rte'),
    verdict: 'mismatch',
    words: /401/,
  },
  { says: 'a method of the hub', pact: asked('UnsubscribeAll', [], { result: true }), verdict: 'verified' },
  {
    says: 'a wrong answer of the hub',
    pact: asked('UnsubscribeAll', [], { result: false }),
    verdict: 'mismatch',
  },
  // RingCX.
  {
    says: 'no subscriptions yet',
    pact: ringcx({ method: 'GET' }, { status: 200, body: bodyOf([]) }),
    verdict: 'verified',
  },
  {
    says: 'a subscription that exists',
    pact: ringcx(
      { method: 'GET' },
      { status: 200, body: bodyOf([{ active: true, mainAccountId: '809646016' }]) },
      [state('a subscription exists')],
    ),
    verdict: 'verified',
  },
  {
    says: 'one that is made, and its receiver never asked',
    pact: ringcx(
      { method: 'POST', body: bodyOf(wish) },
      { status: 201, body: bodyOf({ ...wish, maxRetryCount: 3 }) },
    ),
    verdict: 'verified',
  },
  {
    says: 'one without a name',
    pact: ringcx(
      { method: 'POST', body: bodyOf({ notificationUrl: wish.notificationUrl }) },
      { status: 400 },
    ),
    verdict: 'verified',
  },
  {
    says: 'one whose receiver does not answer',
    pact: ringcx(
      { method: 'POST', body: bodyOf(wish) },
      { status: 400, body: bodyOf({ errorCode: 'SUB-525' }) },
      [state('a receiver does not answer its validation')],
    ),
    verdict: 'verified',
  },
  {
    says: 'a name that is taken',
    pact: ringcx({ method: 'POST', body: bodyOf(wish) }, { status: 409 }, [
      state('a subscription exists', { name: 'feed' }),
    ]),
    verdict: 'verified',
  },
  {
    says: 'one that is changed',
    pact: ringcx(
      { method: 'PUT', path: `${subscriptions}/3fa85f64-5717-4562-b3fc-2c963f66afa6`, body: bodyOf(wish) },
      { status: 200, body: bodyOf(wish) },
      [state('a subscription exists')],
    ),
    verdict: 'verified',
  },
  {
    says: 'one that is deleted',
    pact: ringcx(
      { method: 'DELETE', path: `${subscriptions}/3fa85f64-5717-4562-b3fc-2c963f66afa6` },
      { status: 204 },
      [state('a subscription exists')],
    ),
    verdict: 'verified',
  },
  {
    says: 'one that is not there',
    pact: ringcx(
      { method: 'DELETE', path: `${subscriptions}/3fa85f64-5717-4562-b3fc-2c963f66afa6` },
      { status: 204 },
    ),
    verdict: 'mismatch',
    words: /404/,
  },
  { says: 'a bad token', pact: ringcx({ method: 'GET' }, { status: 401 }), verdict: 'verified' },
  {
    says: 'a user without the role',
    pact: ringcx({ method: 'GET' }, { status: 403, body: bodyOf({ errorCode: 'access.denied.exception' }) }, [
      state('a user without permission'),
    ]),
    verdict: 'verified',
  },
  {
    says: 'what a subscriber is told',
    pact: message(
      { event_type: 'LUNCH', prev_state: 'AVAILABLE' },
      { provider: 'RingCX API', states: [state('a subscription exists'), lunch] },
    ),
    verdict: 'verified',
  },
  // The URL-encoded form.
  {
    says: 'a form with the fields that are read',
    pact: form('event_type=LUNCH&agent_id=1', {
      matchingRules: { body: { '$.agent_id': typed(String.raw`^\d+$`) } },
      metadata: { contentType: 'application/x-www-form-urlencoded', method: 'GET' },
    }),
    verdict: 'verified',
  },
  {
    says: 'a form with a field that the vendor never sends',
    pact: form('event_type=LUNCH&tenant=1'),
    verdict: 'mismatch',
    words: /tenant/,
  },
];

const folder = makeFolder();
afterAll(() => folder.remove());
const isRead = ({ verdict }: Row): boolean => verdict !== 'refused';

describe('the verdict on a pact about', () => {
  let report: ContractReport;
  const files = new Map(
    rows.map((row, i) => [row, folder.write(`${String(i).padStart(2, '0')}.json`, row.pact)]),
  );
  beforeAll(async () => {
    const pacts = rows.filter(isRead).map((row) => files.get(row) ?? '');
    report = await verifySimulator({ pacts }, surroundings);
  });
  const reportOf = (row: Row): PactReport | undefined =>
    report.pacts.find(({ source }) => path.resolve(source) === files.get(row));

  test.each(rows.filter(isRead))('$says: $verdict', (row) => {
    const said = (reportOf(row)?.interactions ?? []).map((one) => `${saidOf(one)} ${one.answer ?? ''}`);
    const results = reportOf(row)?.interactions.map(({ result }) => result);
    expect({ results, said: row.verdict === 'verified' ? said : [] }).toEqual({
      results: [row.verdict === 'verified' ? 'passed' : 'failed'],
      said: row.verdict === 'verified' ? [' '] : [],
    });
    expect(said.join('\n')).toMatch(row.words ?? / /);
  });

  test.each(rows.filter((row) => !isRead(row)))('$says: $verdict', async (row) => {
    await expect(verifySimulator({ pacts: [files.get(row) ?? ''] }, surroundings)).rejects.toThrow(row.words);
  });

  test('is known for forty and more', () => {
    expect(rows.length).toBeGreaterThanOrEqual(40);
  });
});
