import { expect, test } from 'vitest';
import { operations } from '../../src/control/operations.ts';
import { openApi, openWithRun, quietText, type Answer } from './setting.ts';

/** Holds an answer against the schema that the document has for it. */
function conform(id: string, { status, body, text }: Answer): Record<string, unknown> {
  const operation = operations.find((one) => one.id === id);
  expect(status, text).toBe(operation?.status ?? 200);
  const parsed = operation?.answer?.safeParse(body);
  expect(parsed?.error, id).toBeUndefined();
  return body;
}

test('health says the version; ready waits for the first step of a run', async () => {
  const { call, control } = await openApi();
  expect(conform('health', await call('GET', '/health'))).toEqual({ status: 'ok', phoney: '0.0.0' });
  expect((await call('GET', '/ready')).status).toBe(503);
  const { status, body } = await call('GET', '/v1/run');
  expect([status, body['type']]).toEqual([409, 'urn:phoney:problem:no-run']);
  conform('startScenario', await call('POST', '/v1/scenarios', undefined, yaml(quietText())));
  await control.held.run.advance(1);
  conform('ready', await call('GET', '/ready'));
});

const yaml = (raw: string) => ({ raw, headers: { 'content-type': 'application/yaml' } });

test('the run tells its state, clock, pace and numbers', async () => {
  const { call, run } = await openWithRun();
  await run.advance(60_000);
  const body = conform('getRun', await call('GET', '/v1/run'));
  expect(body).toMatchObject({
    state: 'paused',
    scenario: 'quiet.yaml',
    seed: 7,
    clock: { now: '2026-03-02T08:01:00.000Z', start: '2026-03-02T08:00:00.000Z', timeZone: 'UTC' },
    pace: { kind: 'max' },
    result: null,
  });
});

test('pause, resume, speed, advance and stop do so, and stand in the records', async () => {
  const { call, run } = await openWithRun();
  conform('setSpeed', await call('POST', '/v1/run/speed', { speed: 0.001 }));
  conform('resumeRun', await call('POST', '/v1/run/resume'));
  expect(run.state).not.toBe('paused');
  expect(run.clock.pace).toEqual({ kind: 'speed', speed: 0.001 });
  expect(conform('pauseRun', await call('POST', '/v1/run/pause'))).toMatchObject({ state: 'paused' });
  const before = run.clock.simulatedMs;
  conform('advanceRun', await call('POST', '/v1/run/advance', { by: '90s' }));
  expect(run.clock.simulatedMs).toBe(before + 90_000);
  conform('setSpeed', await call('POST', '/v1/run/speed', { rate: 10 }));
  conform('stopRun', await call('POST', '/v1/run/stop'));
  await run.result;
  expect(conform('getRun', await call('GET', '/v1/run'))).toMatchObject({
    state: 'over',
    result: { interrupted: true },
  });
  const given = run.kept?.records
    .since(0)
    .flatMap(({ item }) => (item.type === 'command' ? [item.command] : []));
  expect(given?.map((command) => `${command.source} ${command.do}`)).toEqual(
    ['pace.speed', 'run.resume', 'run.pause', 'run.advance', 'pace.rate', 'run.stop'].map(
      (what) => `api ${what}`,
    ),
  );
  const late = await call('POST', '/v1/run/pause');
  expect([late.status, late.body['type']]).toEqual([409, 'urn:phoney:problem:run-over']);
});

test('commands say what came of each; a refusal is an answer like others', async () => {
  const { call } = await openWithRun();
  const body = conform(
    'giveCommands',
    await call('POST', '/v1/commands', [
      { do: 'contact.start', queue: 'Sales', talk: '90s', ref: 'c1' },
      { do: 'contact.hang-up', contact: 'c1' },
      { do: 'contact.abandon', contact: 'contact-99' },
    ]),
  );
  const [started, , refused] = body['results'] as Record<string, unknown>[];
  expect(started).toMatchObject({ outcome: 'done', contactId: 'contact-1', at: '2026-03-02T08:00:00.000Z' });
  expect(refused).toMatchObject({ outcome: 'refused' });
  expect(refused?.['reason']).toContain('contact-99');
});

test('when one command cannot be understood none is given, and every mistake is told with its place', async () => {
  const { call, run } = await openWithRun();
  const { status, body } = await call('POST', '/v1/commands', [
    { do: 'contact.start', queue: 'Sales' },
    { do: 'contact.start', queue: 'Sale' },
    { do: 'agent.log-inn', agent: 'alice' },
    { do: 'run.pause', at: '+1m' },
    { do: 'agent.log-out', agent: 'alice', at: 'soon' },
  ]);
  expect([status, body['type']]).toEqual([422, 'urn:phoney:problem:invalid-input']);
  const problems = body['problems'] as { path: string; message: string }[];
  expect(problems.map(({ path }) => path).sort()).toEqual(['[1].queue', '[2].do', '[3].at', '[4].at']);
  expect(problems.map(({ message }) => message).join('\n')).toContain('Did you mean "Sales"?');
  expect(run.centre.contacts).toEqual([]);
  const one = await call('POST', '/v1/commands', { do: 'agent.log-in', agent: 'alic' });
  expect(one.body['problems']).toMatchObject([{ path: 'agent' }]);
});

test('a command whose time is to come is placed at once, and can be waited for', async () => {
  const { call, run } = await openWithRun();
  const logOut = { do: 'agent.log-out', agent: 'alice', at: '+10m' };
  const placed = conform('giveCommands', await call('POST', '/v1/commands', logOut));
  expect(placed['results']).toMatchObject([{ id: 'command-1', outcome: 'placed', at: null }]);
  const logIn = { do: 'agent.log-in', agent: 'alice', at: '2026-03-02T08:20:00Z' };
  const waiting = call('POST', '/v1/commands?wait=true', logIn);
  const told = (id: string): Promise<unknown> =>
    new Promise((resolve) =>
      run.follow((record) => record.type === 'command' && record.command.id === id && resolve(record)),
    );
  const over = told('command-2');
  await call('POST', '/v1/run/advance', { by: '30m' });
  // It may have come after the advance, and is then carried out at the next.
  await call('POST', '/v1/run/advance', { by: '1m' });
  await over;
  expect(conform('giveCommands', await waiting)['results']).toMatchObject([{ outcome: 'done' }]);
});

test('the centre is listed by name, with what it does now', async () => {
  const { call } = await openWithRun();
  await call('POST', '/v1/commands', [
    {
      do: 'contact.start',
      queue: 'Sales',
      caller: '+15105550123',
      name: 'Ada',
      patience: 'endless',
      ring: '1h',
    },
    { do: 'callback.open', queue: 'Sales', message: 'Ring me.' },
  ]);
  expect(conform('listAgents', await call('GET', '/v1/centre/agents'))['agents']).toMatchObject([
    { name: 'alice', queues: ['Sales'], loggedIn: true },
  ]);
  expect(conform('listQueues', await call('GET', '/v1/centre/queues'))['queues']).toMatchObject([
    { name: 'Sales', channel: 'voice', agents: ['alice'] },
  ]);
  expect(conform('listContacts', await call('GET', '/v1/centre/contacts'))['contacts']).toMatchObject([
    { id: 'contact-1', queue: 'Sales', caller: '+15105550123', customer: { name: 'Ada' } },
  ]);
  expect(conform('listCallbacks', await call('GET', '/v1/centre/callbacks'))['callbacks']).toMatchObject([
    { queue: 'Sales', message: 'Ring me.', closed: false },
  ]);
});

test('one run at a time: 409 while it lasts, and reset plays the same scenario anew', async () => {
  const { call, control } = await openWithRun();
  const first = control.held.run;
  const refused = await call('POST', '/v1/scenarios', undefined, yaml(quietText()));
  expect([refused.status, refused.body['type']]).toEqual([409, 'urn:phoney:problem:run-under-way']);
  const body = conform('reset', await call('POST', '/v1/reset?paused=true'));
  expect(body).toMatchObject({ run: 2, state: 'paused', scenario: 'quiet.yaml', seed: 7 });
  expect(first.state).toBe('over');
  expect(control.held.run).not.toBe(first);
  control.held.run.stop();
  await control.held.run.result;
  conform('startScenario', await call('POST', '/v1/scenarios', { centre: { queues: [{ name: 'Other' }] } }));
  const queues = await call('GET', '/v1/centre/queues');
  expect(queues.body['queues']).toMatchObject([{ name: 'Other' }]);
});

test('a scenario that is wrong is told as for a file, with lines', async () => {
  const { call } = await openApi();
  const { status, body } = await call(
    'POST',
    '/v1/scenarios',
    undefined,
    yaml('centre:\n  queues: [{ nam: A }]'),
  );
  expect(status).toBe(422);
  expect(body['problems']).toContainEqual(expect.objectContaining({ path: 'centre.queues[0].nam', line: 2 }));
  expect((await call('GET', '/v1/run')).status).toBe(409);
});

test('what is no route, no method of it, no JSON, or too much, is refused in the same form', async () => {
  const { call } = await openWithRun();
  const refused = async (...asked: Parameters<typeof call>): Promise<unknown> => {
    const { status, headers, body } = await call(...asked);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body).toMatchObject({
      status,
      title: expect.any(String) as unknown,
      detail: expect.any(String) as unknown,
    });
    return [status, body['instance']];
  };
  expect(await refused('GET', '/nothing')).toEqual([404, '/nothing']);
  expect(await refused('PUT', '/v1/run')).toEqual([405, '/v1/run']);
  expect(await refused('GET', '/v1/deliveries/%zz')).toEqual([400, '/v1/deliveries/%zz']);
  expect(await refused('GET', '/v1/deliveries?limit=0')).toEqual([422, '/v1/deliveries']);
  expect(await refused('GET', '/v1/deliveries?vendr=asapp')).toEqual([422, '/v1/deliveries']);
  expect(await refused('GET', '/v1/hub/asapp/clients')).toEqual([404, '/v1/hub/asapp/clients']);
  const text = { raw: '{"do":"run.stop"}', headers: { 'content-type': 'text/plain' } };
  expect(await refused('POST', '/v1/commands', undefined, text)).toEqual([415, '/v1/commands']);
  expect(await refused('POST', '/v1/commands', undefined, { raw: '{' })).toEqual([400, '/v1/commands']);
  const long = { raw: `"${'x'.repeat(1_100_000)}"` };
  expect(await refused('POST', '/v1/commands', undefined, long)).toEqual([413, '/v1/commands']);
});

test.each([
  ['/v1/messages', '{"vendor":"asapp","eventType":"ASSIGNED","overrides":{"data":', '}}'],
  ['/v1/commands', '', ''],
])('JSON that is nested too deep is refused by %s', async (path, before, after) => {
  const { call, bugs } = await openWithRun();
  const raw = `${before}${'['.repeat(5000)}${']'.repeat(5000)}${after}`;
  const { status, body } = await call('POST', path, undefined, { raw });
  expect([status, body['type'], bugs]).toEqual([400, 'urn:phoney:problem:bad-request', []]);
});
