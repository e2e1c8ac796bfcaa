import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import type { ContractReport } from '../../src/contracts/report/report.ts';
import { verifyReceiver } from '../../src/contracts/verify-receiver.ts';
import { verifySimulator } from '../../src/contracts/verify-simulator.ts';
import { interactionOf, makeFolder, messageOf, pactOf, rule, saidOf, surroundings } from './kit.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

let files = 0;
const simulate = (pact: unknown, options: object = {}): Promise<ContractReport> =>
  verifySimulator({ pacts: [folder.write(`${++files}.json`, pact)], ...options }, surroundings);
const outcomes = ({ pacts }: ContractReport): Record<string, string> =>
  Object.fromEntries(
    pacts.flatMap(({ interactions }) => interactions.map(({ description, result }) => [description, result])),
  );

describe('a receiver over HTTP', () => {
  /** Answers as the path says, and counts who comes by a redirect. */
  async function startHttpReceiver() {
    let followed = 0;
    const server = createServer((request, response) => {
      request.resume();
      const [, what = '', location] = /^\/(\w+)(?:\?to=(.*))?$/.exec(request.url ?? '') ?? [];
      if (what === 'elsewhere') followed++;
      if (/^3\d\d$/.test(what))
        response.writeHead(Number(what), { location: location ?? '/elsewhere' }).end();
      else if (what === 'trailers') {
        response.writeHead(200, { trailer: 'x-sum', 'transfer-encoding': 'chunked' });
        response.addTrailers({ 'x-sum': '1' });
        response.end('ok');
      } else if (what === 'headers') {
        for (let i = 0; i < 150; i++) response.setHeader(`x-header-${i}`, i);
        response.writeHead(200, { upgrade: 'h2c', connection: 'upgrade', 'x-latin': 'caf\u00e9' }).end();
      } else if (what === 'refuses') response.writeHead(400).end('{"error":"no\u001b[31m field"}\n');
      else response.writeHead(200).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      followed: () => followed,
      close: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  }

  const request = (path: string, response: object) => ({
    type: 'Synchronous/HTTP',
    description: path,
    request: { method: 'POST', path, body: { content: { a: 1 }, contentType: 'application/json' } },
    response,
  });

  test('is not verified by a redirect, which nobody follows, unless that is what is expected', async () => {
    const receiver = await startHttpReceiver();
    const paths = ['301', '302', '303', '307', '308'];
    const pact = pactOf(
      [
        ...paths.map((status) => request(`/${status}`, { status: 200 })),
        request('/307?to=/x', { status: 307, headers: { Location: ['/x'] } }),
        request('/308?to=/y', { status: 308, headers: { location: ['/x'] } }),
      ],
      'receiver',
    );
    const report = await verifyReceiver(
      {
        vendor: 'asapp',
        target: receiver.url,
        headers: [],
        pathMap: [],
        pacts: [folder.write('redirects.json', pact)],
        requestTimeoutMs: 3000,
      },
      surroundings,
    );
    receiver.close();
    expect(receiver.followed()).toBe(0);
    expect(outcomes(report)).toEqual({
      ...Object.fromEntries(paths.map((status) => [`/${status}`, 'failed'])),
      '/307?to=/x': 'passed',
      '/308?to=/y': 'failed',
    });
    expect(saidOf(interactionOf(report, '/302'))).toMatch(/expected 200 but was 302/);
    expect(interactionOf(report, '/302').answer).toMatch(
      /302, a redirect to \/elsewhere, which nobody follows/,
    );
    expect(saidOf(interactionOf(report, '/308?to=/y'))).toMatch(/'Location'.*'\/x'/);
  });

  test('may send any header and trailers, and its refusal is shown', async () => {
    const receiver = await startHttpReceiver();
    const pact = pactOf(
      ['/trailers', '/headers', '/refuses', '/fine'].map((path) => request(path, { status: 200 })),
      'receiver',
    );
    const report = await verifyReceiver(
      {
        vendor: 'asapp',
        target: receiver.url,
        headers: [],
        pathMap: [],
        pacts: [folder.write('headers.json', pact)],
        requestTimeoutMs: 3000,
      },
      surroundings,
    );
    receiver.close();
    expect(outcomes(report)).toEqual({
      '/trailers': 'passed',
      '/headers': 'passed',
      '/refuses': 'failed',
      '/fine': 'passed',
    });
    expect(interactionOf(report, '/refuses').answer).toMatch(/^The answer was 400: \{"error":"no/);
  });
});

describe('a provider state', () => {
  const vera = { agent: 'vera' };
  const given = (description: string, content: object, ...states: object[]) =>
    messageOf(description, content, { states });
  const status = (value: string) => ({
    event_type: 'agent_activity_status_updated',
    details: { status_description: value },
  });

  test('causes the message: what the day would have sent anyway does not satisfy', async () => {
    const lunch = { name: 'an agent chooses a status', params: vera };
    const report = await simulate(
      pactOf([
        given('lunch', status('Lunch'), lunch),
        given('somebody’s break', status('Break'), lunch),
        given('a survey', { event_type: 'SURVEY_SUBMITTED' }, { name: 'an agent logs out', params: vera }),
      ]),
    );
    expect(outcomes(report)).toEqual({ lunch: 'passed', 'somebody’s break': 'failed', 'a survey': 'failed' });
    expect(saidOf(interactionOf(report, 'a survey'))).toMatch(/"an agent logs out" causes no asapp SURVEY/);
  });

  test('is complete before the next one begins, and a map can say how long after', async () => {
    const map = folder.write(
      'after.yaml',
      'states:\n  vera is back from lunch:\n    - { name: agent.set-status, params: { agent: vera, status: lunch } }\n    - { name: agent.set-status, params: { agent: vera, status: available }, after: 90s }\n',
    );
    const report = await simulate(
      pactOf([
        given(
          'in, then lunch',
          status('Lunch'),
          { name: 'an agent logs in', params: vera },
          {
            name: 'an agent chooses a status',
            params: vera,
          },
        ),
        given(
          'a call, held',
          { event_type: 'agent_activity_status_updated' },
          { name: 'contact.start', params: { ref: 'c', queue: 'Orders', ring: '3s', talk: '1m' } },
          { name: 'contact.hold', params: { contact: 'c' } },
          { name: 'an agent chooses a status', params: { agent: 'chloe' } },
        ),
        given('back', status('Available'), { name: 'vera is back from lunch' }),
      ]),
      { map },
    );
    expect(report.pacts[0]?.interactions.map((one) => [one.description, one.result, saidOf(one)])).toEqual([
      ['in, then lunch', 'passed', ''],
      ['a call, held', 'passed', ''],
      ['back', 'passed', ''],
    ]);
  });

  test('of a hundred kinds takes a hundred short days, one after the other', async () => {
    const report = await simulate(
      pactOf(
        Array.from({ length: 100 }, (_, i) =>
          given(`note ${i}`, status('Lunch'), {
            name: 'agent.set-status',
            params: { agent: 'vera', status: 'lunch', note: `note ${i}` },
          }),
        ),
      ),
    );
    expect(report).toMatchObject({ verdict: 'verified', counts: { passed: 100 } });
  });
});

describe('without a state a contract is held against all messages of its type', () => {
  const read = (description: string, more: object = {}) => ({
    ...messageOf(
      description,
      { event_type: 'agent_activity_status_updated', data: { external_rep_id: 'E-17', rep_id: 'x' } },
      {
        rules: {
          '$.data.external_rep_id': rule({ match: 'type' }),
          '$.data.rep_id': rule({ match: 'type' }),
        },
      },
    ),
    ...more,
  });
  const some = /^\d+ of \d+ messages of this type have data\.external_rep_id\./;

  test('and fails for what only some of them have', async () => {
    const report = await simulate(pactOf([read('a status')]));
    expect(report.verdict).toBe('mismatch');
    expect(interactionOf(report, 'a status').mismatches).toEqual([
      {
        type: 'Sometimes',
        path: '$.data.external_rep_id',
        mismatch: expect.stringMatching(some) as string,
      },
    ]);
  });

  test('but not where a state brings one about, or where the contract or a map says that it is so', async () => {
    const map = folder.write('sometimes.yaml', 'sometimes: { mapped: [$.data.external_rep_id] }\n');
    const report = await simulate(
      pactOf([
        read('by a state', { providerStates: [{ name: 'an agent chooses a status' }] }),
        read('by itself', { comments: { sometimes: ['$.data.external_rep_id'] } }),
        read('mapped'),
      ]),
      { map },
    );
    expect(outcomes(report)).toEqual({ 'by a state': 'passed', 'by itself': 'passed', mapped: 'passed' });
    expect(interactionOf(report, 'by itself').notes).toEqual([expect.stringMatching(some)]);
  });
});

describe('the vendor in the provider’s name', () => {
  test('is the one meant: no other’s message, hub or address satisfies', async () => {
    const asked = {
      type: 'Synchronous/Messages',
      description: 'a hub',
      request: {
        contents: {
          content: { type: 1, invocationId: '1', target: 'UnsubscribeAll', arguments: [] },
          contentType: 'application/json',
          encoded: false,
        },
      },
      response: [{ contents: { content: { type: 3 }, contentType: 'application/json', encoded: false } }],
    };
    const token = {
      type: 'Synchronous/HTTP',
      description: 'a token',
      providerStates: [{ name: 'a user may sign in' }],
      request: { method: 'GET', path: '/token/me/rte/', headers: { Authorization: ['Basic dTpw'] } },
      response: { status: 200 },
    };
    const report = await simulate(
      pactOf([
        messageOf('a log-in', { event_type: 'LOGIN' }),
        messageOf('a status', { data: { eventType: 'UserStatus' } }),
        asked,
        token,
      ]),
    );
    expect(Object.values(outcomes(report))).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(saidOf(interactionOf(report, 'a log-in'))).toMatch(
      /LOGIN, an event of ringcentral, and the provider "asapp-realtime-events" is asapp/,
    );
    const other = await simulate(pactOf([messageOf('a log-in', { event_type: 'LOGIN' })], 'our-feed'), {
      provider: 'our-feed',
    });
    expect(other.verdict).toBe('verified');
  });
});

describe('an expectation of nothing is not a pass', () => {
  test.each([
    ['no contents', {}],
    ['null', { contents: null }],
    ['an empty text', { contents: { content: '', contentType: 'text/plain', encoded: false } }],
    ['an empty object', { contents: { content: {}, contentType: 'application/json', encoded: false } }],
  ])('in a message with %s', async (_name, contents) => {
    const report = await simulate(
      pactOf([{ type: 'Asynchronous/Messages', description: 'asapp ASSIGNED', ...contents }]),
    );
    expect(outcomes(report)).toEqual({ 'asapp ASSIGNED': 'failed' });
    expect(saidOf(interactionOf(report, 'asapp ASSIGNED'))).toMatch(/expects nothing/);
  });

  test('and "content" in place of "contents" is a mistake in the file', async () => {
    const pact = {
      consumer: { name: 'c' },
      provider: { name: 'asapp' },
      messages: [{ description: 'asapp ASSIGNED', content: { event_type: 'ASSIGNED' } }],
      metadata: { pactSpecification: { version: '3.0.0' } },
    };
    await expect(simulate(pact)).rejects.toThrow(
      /messages\[0\]\.content: A message has its content in "contents"/,
    );
  });

  test('nor is a 404 from where nothing is served', async () => {
    const get = (description: string, path: string) => ({
      type: 'Synchronous/HTTP',
      description,
      request: { method: 'GET', path },
      response: { status: 404 },
    });
    const report = await simulate(pactOf([get('nothing', '/nothing/here')], 'enreach-rte'));
    expect(outcomes(report)).toEqual({ nothing: 'failed' });
    expect(saidOf(interactionOf(report, 'nothing'))).toMatch(
      /Nothing is served at \/nothing\/here by enreach/,
    );
  });
});

describe('pacts as others write them', () => {
  const content = { event_type: 'QUEUED' };

  test('name a message’s content type in their own way, with or without its charset', async () => {
    const told = (description: string, metadata: object, contentType = 'application/json') => ({
      type: 'Asynchronous/Messages',
      description,
      contents: { content, contentType, encoded: false },
      metadata,
    });
    const report = await simulate(
      pactOf([
        told('pact-go', { 'Content-Type': 'application/json', contentType: 'application/json' }),
        told('pact-js', { 'content-type': 'application/json' }),
        told(
          'a charset',
          { contentType: 'application/json;charset=utf-8' },
          'application/json; charset=utf-8',
        ),
        told('another type', { 'Content-Type': 'text/plain' }),
        told('something else', { topic: 'orders' }),
      ]),
    );
    expect(outcomes(report)).toEqual({
      'pact-go': 'passed',
      'pact-js': 'passed',
      'a charset': 'passed',
      'another type': 'failed',
      'something else': 'failed',
    });
  });

  test('have JSON as one text, and begin with a byte order mark', async () => {
    const text = JSON.stringify(content);
    const four = await simulate(
      `\uFEFF${JSON.stringify(
        pactOf([
          {
            type: 'Asynchronous/Messages',
            description: 'four',
            contents: { content: text, contentType: 'application/json', encoded: false },
          },
        ]),
      )}`,
    );
    expect(outcomes(four)).toEqual({ four: 'passed' });
    const three = await simulate({
      consumer: { name: 'c' },
      provider: { name: 'asapp' },
      messages: [
        { description: 'three', contents: text, metaData: { contentType: 'application/json' } },
        { description: 'wrong', contents: '{"event_type":"QUEUED","data":{"tenant":"x"}}' },
      ],
      metadata: { pactSpecification: { version: '3.0.0' } },
    });
    expect(outcomes(three)).toEqual({ three: 'passed', wrong: 'failed' });
  });
});

describe('any valid scenario will do', () => {
  const pact = () =>
    pactOf(
      [
        messageOf(
          'a status',
          { event_type: 'agent_activity_status_updated' },
          {
            states: [{ name: 'an agent chooses a status' }],
          },
        ),
        messageOf('a log-out', { event_type: 'LOGOUT' }, { states: [{ name: 'an agent logs out' }] }),
        messageOf(
          'a user',
          { data: { eventType: 'UserStatus' } },
          {
            states: [{ name: 'an agent chooses a status', params: { for: 60 } }],
          },
        ),
        {
          type: 'Synchronous/HTTP',
          description: 'a token',
          providerStates: [{ name: 'a user may sign in' }],
          request: { method: 'GET', path: '/token/me/rte/', headers: { Authorization: ['Basic dTpw'] } },
          response: { status: 200 },
        },
      ],
      'our-feed',
    );
  const group = folder.write(
    'group.yaml',
    'start: 2026-03-02T08:00\nduration: 1h\ncentre: { queues: [{ name: Q }], agents: [{ name: a, count: 3, queues: [Q] }] }\n',
  );
  const shipped = readdirSync('scenarios')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `scenarios/${name}`);

  // In that one nobody is logged in yet when states take effect.
  test.each([group, ...shipped.filter((file) => !file.includes('one-day'))])('%s', async (scenario) => {
    const report = await simulate(pact(), { scenario, provider: 'our-feed' });
    expect(report.pacts[0]?.interactions.map(saidOf)).toEqual(['', '', '', '']);
    expect(report.verdict).toBe('verified');
  });

  test('with targets that need a world outside, too', async () => {
    const scenario = 'scenarios/one-day-three-vendors.yaml';
    const report = await simulate(pactOf([messageOf('a log-in', { event_type: 'LOGIN' })], 'ringcx'), {
      scenario,
    });
    expect(report.verdict).toBe('verified');
  });
});

test('a pact that needs plugins is refused before the engine starts', async () => {
  const pact = {
    ...pactOf([messageOf('x', { event_type: 'ASSIGNED', a: rule({}) })]),
    metadata: {
      pactSpecification: { version: '4.0' },
      plugins: [{ name: 'protobuf', version: '0.3.6', configuration: {} }],
    },
  };
  await expect(simulate(pact)).rejects.toThrow(/needs the plugin protobuf 0.3.6 of Pact's/);
});
