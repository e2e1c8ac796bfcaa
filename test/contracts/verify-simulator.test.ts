import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPacts } from '../../src/contracts/pact/find-pacts.ts';
import type { Provider } from '../../src/contracts/gateway/provider.ts';
import type { ContractReport } from '../../src/contracts/report/report.ts';
import { Simulator } from '../../src/contracts/provider/simulator.ts';
import { verify } from '../../src/contracts/verify.ts';
import { contractsScenario } from '../../src/contracts/folder.ts';
import { verifySimulator } from '../../src/contracts/verify-simulator.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { interactionOf, makeFolder, messageOf, pactOf, rule, saidOf, surroundings } from './kit.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

let files = 0;
const simulate = (pact: unknown, options: object = {}): Promise<ContractReport> =>
  verifySimulator({ pacts: [folder.write(`${++files}.json`, pact)], ...options }, surroundings);

describe('phoney satisfies its own contracts, over the wire', () => {
  test('every interaction of every pact in contracts/ that is phoney’s to satisfy', async () => {
    const report = await verifySimulator({ pacts: ['contracts'] }, surroundings);
    const failed = report.pacts.flatMap(({ interactions }) =>
      interactions.filter(({ result }) => result !== 'passed'),
    );
    expect(failed).toEqual([]);
    expect(report).toMatchObject({
      verdict: 'verified',
      counts: { inFiles: 109, verified: 109, passed: 109 },
    });
    expect(report.skipped.map(({ provider }) => provider)).toEqual([
      'customer-receiver',
      'customer-receiver',
      'customer-receiver',
    ]);
  });
});

describe('pacts of every version', () => {
  const content = {
    event_type: 'agent_activity_status_updated',
    data: { rep_id: '1' },
    details: { status_description: 'x' },
  };

  test('a message of version 3', async () => {
    const report = await simulate({
      consumer: { name: 'old' },
      provider: { name: 'ASAPP' },
      messages: [
        {
          description: 'an agent changes status',
          providerStates: [{ name: 'an agent chooses a status' }],
          contents: content,
          metaData: { contentType: 'application/json' },
          matchingRules: {
            body: {
              '$.data.rep_id': { matchers: [{ match: 'regex', regex: String.raw`^\d+$` }] },
              '$.details.status_description': { matchers: [{ match: 'type' }] },
            },
          },
        },
      ],
      metadata: { pactSpecification: { version: '3.0.0' } },
    });
    expect(report).toMatchObject({ verdict: 'verified', counts: { passed: 1 } });
  });

  test('HTTP of version 2, with values that the provider state tells in version 4', async () => {
    const two = await simulate({
      consumer: { name: 'old' },
      provider: { name: 'enreach' },
      interactions: [
        {
          description: 'a token',
          providerState: 'a user may sign in',
          request: { method: 'get', path: '/token/me/rte/', headers: { Authorization: 'Basic dTpw' } },
          response: {
            status: 200,
            body: { Token: 'x' },
            matchingRules: { '$.body.Token': { match: 'type' } },
          },
        },
      ],
      metadata: { pactSpecification: { version: '2.0.0' } },
    });
    expect(two.verdict).toBe('verified');
    const generated = (expression: string) => ({ type: 'ProviderState', expression, dataType: 'STRING' });
    const four = await simulate(
      pactOf(
        [
          {
            type: 'Synchronous/HTTP',
            description: 'a token of a user',
            providerStates: [{ name: 'a user exists', params: { user: 'victor' } }],
            request: {
              method: 'GET',
              path: '/token/4f7a/rte/',
              headers: { Authorization: ['Basic dTpw'] },
              generators: {
                path: generated('/token/${userId}/rte/'),
                header: { Authorization: generated('${authorization}') },
              },
            },
            response: { status: 200 },
          },
        ],
        'enreach-rte',
      ),
    );
    expect(four.verdict).toBe('verified');
  });
});

describe('a provider state is set up in the centre', () => {
  const status = (description: string, states: readonly object[], value: string) =>
    messageOf(
      description,
      { event_type: 'agent_activity_status_updated', details: { status_description: value } },
      { states },
    );

  test('by its sentence with parameters, or as a command of the centre', async () => {
    const report = await simulate(
      pactOf([
        status('lunch', [{ name: 'An agent chooses a status.', params: { agent: 'victor' } }], 'Lunch'),
        status(
          'meeting',
          [{ name: 'agent.set-status', params: { agent: 'vera', status: 'Team meeting' } }],
          'Team meeting',
        ),
      ]),
    );
    expect(report.verdict).toBe('verified');
  });

  test.each([
    [
      'an agent chooses a statis',
      {},
      /is not one that phoney can set up. Did you mean "an agent chooses a status"/,
    ],
    ['an agent logs in', { rep_id: '7' }, /cannot be set up: Unrecognized key: "rep_id". It has agent/],
    ['an agent logs in', { agent: 'nobody' }, /"nobody"/],
    ['agent.set-status', { agent: 'vera', status: 'asleep' }, /"asleep"/],
    [
      'contact.hang-up',
      { contact: 'contact-999' },
      /could not be set up: contact.hang-up: There is no contact "contact-999"/,
    ],
  ])('"%s" with %j fails its interaction and says why', async (name, params, words) => {
    const report = await simulate(pactOf([status('any', [{ name, params }], 'Lunch')]));
    expect(report.verdict).toBe('mismatch');
    expect(interactionOf(report, 'any').incidents[0]).toMatchObject({ kind: 'state' });
    expect(saidOf(interactionOf(report, 'any'))).toMatch(words);
  });
});

describe('what a contract is about', () => {
  test('stands in the example, the description, or a map', async () => {
    const map = folder.write(
      'map.yaml',
      'events:\n  lunch begins: agent_activity_status_updated\nstates:\n  the tenant exists: []\n  it is noon: [{ name: an agent chooses a status, params: { status: lunch } }]\n',
    );
    const described = { states: [{ name: 'the tenant exists' }, { name: 'it is noon' }] };
    const report = await simulate(
      pactOf([
        messageOf('lunch begins', { details: { status_description: 'Lunch' } }, described),
        messageOf('the asapp QUEUED event', { name: 'com.asapp.event.journey' }),
        messageOf('anything', { event_type: 'ISSUE_ENDED' }),
      ]),
      { map },
    );
    expect(report).toMatchObject({ verdict: 'verified', counts: { passed: 3 } });
  });

  test('or else is nothing, which fails with a suggestion and never passes for an empty message', async () => {
    const anything = { $: rule({ match: 'type' }) };
    const report = await simulate(
      pactOf([
        messageOf('the routing status of an agent', {}, { rules: anything }),
        messageOf('wrong type', { event_type: 'agent_activity_status_update' }, { rules: anything }),
        messageOf('something else', {}, { rules: anything }),
      ]),
    );
    expect(report.counts).toMatchObject({ inFiles: 3, failed: 3 });
    expect(saidOf(interactionOf(report, 'the routing status of an agent'))).toMatch(
      /No event is meant by .* Did you mean asapp agent_activity_routing_status_updated/,
    );
    expect(saidOf(interactionOf(report, 'wrong type'))).toMatch(/Did you mean agent_activity_status_updated/);
    expect(saidOf(interactionOf(report, 'something else'))).toMatch(/phoney contracts list --events/);
  });

  test('a field that the vendor never sends is missing', async () => {
    const report = await simulate(
      pactOf([messageOf('QUEUED', { event_type: 'QUEUED', data: { tenant: 'x' } })]),
    );
    expect(saidOf(interactionOf(report, 'QUEUED'))).toMatch(
      /\$\.data Actual map is missing the following keys: tenant/,
    );
  });
});

describe('a hub’s contract', () => {
  test('may speak of the frame, of what a handler gets, or of the data alone', async () => {
    const data = { eventType: 'UserStatus', canBeAllocatedTo: true };
    const rules = (root: string) => ({ [`${root}.canBeAllocatedTo`]: rule({ match: 'boolean' }) });
    const report = await simulate(
      pactOf(
        [
          messageOf(
            'frame',
            { type: 1, target: 'MessageReceived', arguments: [{ data }] },
            { rules: rules('$.arguments[0].data') },
          ),
          messageOf('handler', { data }, { rules: rules('$.data') }),
          messageOf('data', data, { rules: rules('$') }),
        ],
        'enreach-rte',
      ),
    );
    expect(report).toMatchObject({ verdict: 'verified', counts: { passed: 3 } });
  });

  test('a question that calls no method fails, and a wrong answer is told', async () => {
    const asked = (description: string, question: unknown, answer: unknown) => ({
      type: 'Synchronous/Messages',
      description,
      request: { contents: { content: question, contentType: 'application/json', encoded: false } },
      response: [{ contents: { content: answer, contentType: 'application/json', encoded: false } }],
    });
    const report = await simulate(
      pactOf(
        [
          asked('no method', { hello: 1 }, {}),
          asked(
            'wrong',
            { type: 1, invocationId: 'abc', target: 'UnsubscribeAll', arguments: [] },
            { type: 3, invocationId: 'abc', result: false },
          ),
          asked(
            'unknown',
            { type: 1, invocationId: '5', target: 'Nope', arguments: [] },
            { type: 3, invocationId: '5', error: 'x' },
          ),
        ],
        'enreach-rte',
      ),
    );
    expect(saidOf(interactionOf(report, 'no method'))).toMatch(/is no invocation of the hub/);
    expect(saidOf(interactionOf(report, 'wrong'))).toMatch(
      /\$\.result Expected true \(Boolean\) to be equal to false/,
    );
    expect(saidOf(interactionOf(report, 'unknown'))).toMatch(/Method does not exist/);
  });
});

describe('were phoney to send something else, the check would fail', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = new Simulator({
      scenario: loadScenario(contractsScenario),
      events: new Map(),
      states: new Map(),
      clock: machineClock,
    });
  });
  afterAll(() => simulator.close());

  /** Phoney with its messages changed on their way to the engine. */
  function changed(change: (message: Record<string, Record<string, unknown>>) => void): Provider {
    return {
      prepare: (interactions) => simulator.prepare(interactions),
      setUp: (interaction, state) => simulator.setUp(interaction, state),
      tearDown: () => simulator.tearDown(),
      forward: (interaction, request) => simulator.forward(interaction, request),
      async message(interaction, question) {
        const message = await simulator.message(interaction, question);
        const body = JSON.parse(message.body.toString()) as Record<string, Record<string, unknown>>;
        change(body);
        return { ...message, body: JSON.stringify(body) };
      },
    };
  }

  const check = async (
    file: string,
    description: string,
    change: Parameters<typeof changed>[0],
  ): Promise<string> => {
    const pacts = findPacts([file]).pacts.map((pact) => ({
      ...pact,
      interactions: pact.interactions.filter((one) => one.description === description),
    }));
    const report = await verify({
      command: 'verify-simulator',
      pacts,
      provider: changed(change),
      clock: machineClock,
      env: {},
      concurrency: 1,
      requestTimeoutMs: 10_000,
      timeoutMs: 60_000,
    });
    expect(report.counts).toMatchObject({ inFiles: 1, failed: 1 });
    return saidOf(interactionOf(report, description));
  };
  const asapp = 'contracts/asapp/reference-consumer--asapp-realtime-events.messages.json';
  const enreach = 'contracts/enreach/reference-consumer--enreach-rte.json';
  const ringcentral = 'contracts/ringcentral/reference-consumer--ringcentral-wfm.messages.json';

  test('a field is dropped', async () => {
    const said = await check(asapp, 'asapp journey ASSIGNED', ({ data }) => void delete data?.['agent_id']);
    expect(said).toMatch(/\$\.data Actual map is missing the following keys: agent_id/);
  });

  test('an enumeration has another value', async () => {
    const said = await check(
      asapp,
      'asapp activity agent_activity_routing_status_updated',
      ({ details = {} }) => {
        details['routing_status'] = 'SLEEPING';
      },
    );
    expect(said).toMatch(/\$\.details\.routing_status Expected 'SLEEPING' to match '\^\(UNKNOWN\|ACTIVE\|/);
  });

  test('null is sent where the vendor leaves a field out', async () => {
    const said = await check(asapp, 'asapp activity agent_activity_identity_updated', ({ data = {} }) => {
      data['external_rep_id'] = null;
    });
    expect(said).toMatch(/\$\.data\.external_rep_id Expected null \(Null\) to be the same type as/);
  });

  test('a hub’s event has a number as text', async () => {
    const said = await check(enreach, 'enreach MessageReceived QueueStatus', ({ data = {} }) => {
      data['openStatus'] = '5';
    });
    expect(said).toMatch(/\$\.data\.openStatus Expected '5' \(String\) to be an integer/);
  });

  test.each([
    [ringcentral, 'ringcentral ENGAGED', 'agent_id', 100],
    [ringcentral, 'ringcentral ACD-CALL ANSWERED', 'call_id', 20260105],
    [asapp, 'asapp activity agent_activity_identity_updated', 'api_version', 1],
  ])('of %s: %s has a text as a number in %s', async (file, description, field, value) => {
    const said = await check(file, description, (body) => Object.assign(body, { [field]: value }));
    expect(said).toMatch(new RegExp(String.raw`\$\.${field} Expected`));
  });

  test('a hub’s event has a boolean as text', async () => {
    const said = await check(enreach, 'enreach MessageReceived UserStatus', ({ data = {} }) => {
      data['canBeAllocatedTo'] = 'true';
    });
    expect(said).toMatch(/\$\.data\.canBeAllocatedTo Expected 'true' \(String\) to be the same type/);
  });
});

describe('nothing verified is never a success', () => {
  test.each([
    ['an empty folder', () => [makeFolder().path], {}, /no pact was found/],
    [
      'another provider',
      () => [folder.write('p.json', pactOf([]))],
      { provider: 'nobody' },
      /no pact names the provider "nobody". Those found name "asapp-realtime-events"/,
    ],
    [
      'a provider that is no vendor',
      () => [folder.write('q.json', pactOf([messageOf('x', 1)], 'billing'))],
      {},
      /the pacts found are for "billing"/,
    ],
    [
      'a pact without interactions',
      () => [folder.write('e.json', pactOf([]))],
      {},
      /the pacts have no interactions/,
    ],
    [
      'broken JSON',
      () => [folder.write('broken.json', '{\n  "consumer": {,\n}')],
      {},
      /broken.json:2:16: This pact is not JSON/,
    ],
    ['JSON that is no pact', () => [folder.write('package.json', { name: 'x' })], {}, /JSON but no pact/],
    ['a path that is not there', () => ['/no/such/place'], {}, /There is no such file or folder/],
  ] as const)('%s', async (_name, places, options, words) => {
    await expect(verifySimulator({ pacts: places(), ...options }, surroundings)).rejects.toThrow(words);
  });
});

test('a pending interaction fails without failing the build, and is told', async () => {
  const wrong = messageOf('QUEUED', { event_type: 'QUEUED', data: { tenant: 'x' } });
  const report = await simulate(
    pactOf([{ ...wrong, pending: true }, messageOf('ISSUE_ENDED', { event_type: 'ISSUE_ENDED' })]),
  );
  expect(report).toMatchObject({
    verdict: 'verified',
    counts: { inFiles: 2, verified: 2, passed: 1, pending: 1 },
  });
});
