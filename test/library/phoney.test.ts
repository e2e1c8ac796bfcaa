import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { InputError, startPhoney, WaitError, type Phoney } from '../../src/index.ts';
import { chat, hold, quiet, receive } from './centre.ts';

const problemsOf = async (started: Promise<Phoney>): Promise<unknown> =>
  started.then(
    () => [],
    (error: unknown) => (error as InputError).problems,
  );

/** What a wait failed with. */
const failure = (wait: Promise<unknown>): Promise<Error> =>
  wait.then(
    () => new Error('It came.'),
    (error: unknown) => error as Error,
  );

describe('a scenario', () => {
  test('may be a file, a YAML text or an object, and plays the same', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'phoney-library-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const text = JSON.stringify(quiet, null, 2);
    const file = path.join(folder, 'day.yaml');
    writeFileSync(file, text);
    const receiver = await receive();
    const bodies = [];
    for (const scenario of [file, text, { text }, quiet]) {
      const phoney = await hold({ scenario, receiver, clock: 'virtual' });
      await phoney.playToEnd();
      bodies.push(phoney.deliveries().map(({ body }) => body));
    }
    expect(bodies[0]?.length).toBeGreaterThan(0);
    expect(new Set(bodies.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  test('as an object is told everything that is wrong with it, with paths', async () => {
    const scenario = { centre: { queues: [{ name: 'Sales' }], agentz: [] }, speeed: 2 } as never;
    expect(await problemsOf(startPhoney({ scenario }))).toEqual([
      expect.objectContaining({
        path: 'centre.agentz',
        message: expect.stringContaining('agents') as string,
      }),
      expect.objectContaining({ path: 'speeed', message: expect.stringContaining('speed') as string }),
    ]);
  });

  test('that is no data is told so', async () => {
    const scenario = { ...quiet, seed: () => 1 } as never;
    await expect(startPhoney({ scenario })).rejects.toThrow(/A scenario is plain data/);
    await expect(startPhoney({ scenario: 42 as never })).rejects.toThrow(InputError);
  });

  test('takes other targets, checked as its own are, against its own expectations', async () => {
    const scenario = `
centre: { queues: [{ name: Sales }] }
expect: [{ metric: rendered, feed: asapp.raw, min: 0 }]
`;
    const targets = { asapp: { raw: { url: 'ftp://localhost', retires: 3 } } } as never;
    expect(await problemsOf(startPhoney({ scenario, targets }))).toEqual([
      expect.objectContaining({ path: 'targets.asapp.raw.url' }),
      expect.objectContaining({
        path: 'targets.asapp.raw.retires',
        message: expect.stringContaining('retries') as string,
      }),
    ]);
    const phoney = await hold({ scenario, targets: { asapp: { raw: { url: 'https://localhost' } } } });
    expect(Object.keys(phoney.scenario.targets)).toEqual(['asapp']);
  });

  test('is played with a seed of its own, with another, or with one that is drawn and told', async () => {
    expect((await hold()).seed).toBe(1);
    expect((await hold({ seed: 7 })).seed).toBe(7);
    const [first, second] = [await hold({ seed: 'random' }), await hold({ seed: 'random' })];
    expect(first.seed).not.toBe(second.seed);
  });

  test('options that there are not are told with what was meant', async () => {
    const options = { scenario: quiet, clocks: 'virtual', seed: -1, keep: 0 } as never;
    const problems = await problemsOf(startPhoney(options));
    expect((problems as { path: string }[]).map((problem) => problem.path).toSorted()).toEqual([
      'clocks',
      'keep',
      'seed',
    ]);
  });
});

test('a command leads to an event at a receiver with mutual TLS', async () => {
  const receiver = await receive();
  const phoney = await hold({ targets: { asapp: { raw: { url: receiver.url }, tls: receiver.tls } } });
  const started = await phoney.command(chat);
  expect(started).toMatchObject({ outcome: 'done', contactId: 'contact-1' });
  const delivery = await phoney.until({ vendor: 'asapp', eventType: 'ISSUE_CREATED' });
  expect(delivery).toMatchObject({ outcome: 'delivered', status: 200, contactId: started.contactId });
  expect(delivery.json()).toMatchObject({ event_type: 'ISSUE_CREATED', event_id: delivery.eventId });
  const received = await receiver.until({ eventId: delivery.eventId });
  expect(received).toMatchObject({ valid: true, duplicate: false, body: delivery.body });
  expect(phoney.deliveries({ outcome: 'dropped' })).toEqual([]);
  expect(await phoney.stop()).toMatchObject({ interrupted: true, verdict: 'passed' });
});

test('a command that cannot be carried out is refused, and fails the run', async () => {
  const phoney = await hold();
  const refused = await phoney.command({ do: 'agent.log-in', agent: 'alice' });
  expect(refused).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('alice') as string });
  await expect(phoney.command({ do: 'agent.log-in', agent: 'alic' })).rejects.toThrow(/Did you mean "alice"/);
  expect((await phoney.stop()).verdict).toBe('failed');
});

describe('with a virtual clock', () => {
  test('simulated time stands still until it is asked to move', async () => {
    const receiver = await receive();
    const phoney = await hold({ clock: 'virtual', receiver });
    const { clock } = phoney;
    expect(clock.simulatedMs).toBe(clock.startMs);
    await phoney.advance('10m');
    expect(clock.simulatedMs - clock.startMs).toBe(600_000);
    await phoney.advance(1);
    expect(clock.simulatedMs - clock.startMs).toBe(600_001);
    expect(phoney.deliveries({ outcome: 'open' })).toEqual([]);
    await expect(phoney.advance('ten')).rejects.toThrow(/is not a duration/);
  });

  test('a wait moves it on to the instant of what is waited for, always the same', async () => {
    const receiver = await receive();
    const instants = [];
    for (let round = 0; round < 2; round++) {
      const phoney = await hold({ clock: 'virtual', receiver });
      await phoney.command(chat);
      const assigned = await phoney.until({ eventType: 'ASSIGNED' });
      expect(phoney.clock.simulatedMs).toBe(assigned.at);
      const later = await phoney.until(({ at }) => at > assigned.at, { fresh: true });
      instants.push([phoney.clock.simulatedMs, assigned.at, later.seq, phoney.deliveries().length]);
    }
    expect(instants[0]).toEqual(instants[1]);
  });

  test('what does not come is told when the day is over, with what came instead', async () => {
    const receiver = await receive();
    const phoney = await hold({ clock: 'virtual', receiver });
    await phoney.command(chat);
    const error = await failure(phoney.until({ vendor: 'asapp', eventType: 'ISSUE_CREATD' }));
    expect(error).toBeInstanceOf(WaitError);
    expect(error.message).toMatch(/Nothing came before the day was over .*eventType ISSUE_CREATD/);
    expect(error.message).toMatch(/Did you mean ISSUE_CREATED\?/);
    expect(error.message).toMatch(
      /The nearest:\n {2}#\d+ 08:00:00\.000 asapp\.raw ISSUE_CREATED of contact-1/,
    );
    expect(error.stack).toContain('phoney.test.ts');
    expect(phoney.clock.simulatedMs).toBe(phoney.scenario.endMs);
  });

  test('waits that are not waited for take their turns', async () => {
    const receiver = await receive();
    const phoney = await hold({ clock: 'virtual', receiver });
    await phoney.command(chat);
    const [issue, event] = await Promise.all([
      phoney.until({ eventType: 'ISSUE_CREATED' }),
      phoney.untilRecord((record) => record.type === 'event' && record.event.type === 'contact.connected'),
      phoney.advance('1m'),
    ]);
    expect([issue.eventType, event.type]).toEqual(['ISSUE_CREATED', 'event']);
  });

  test('the day can be played to its end, and is judged', async () => {
    const receiver = await receive();
    const phoney = await hold({ clock: 'virtual', receiver });
    await phoney.command(chat);
    const result = await phoney.playToEnd();
    expect(result).toMatchObject({ verdict: 'passed', interrupted: false });
    expect(result.summary.delivered).toBe(receiver.counts().events);
    expect(phoney.state).toBe('over');
    await expect(phoney.trigger('asapp', 'SURVEY_SUBMITTED')).rejects.toThrow(/The run is over/);
  });
});

describe('a receiver that is down', () => {
  test('costs the messages, and the wait says why', async () => {
    const receiver = await receive();
    await receiver.close();
    const phoney = await hold({ receiver: { url: receiver.url } });
    await phoney.command(chat);
    const dropped = await phoney.until({ eventType: 'ISSUE_CREATED', outcome: 'dropped' });
    expect(dropped).toMatchObject({ status: null, reason: 'ECONNREFUSED' });
    const error = await failure(phoney.until({ eventType: 'ISSUE_CREATED' }, { timeoutMs: 50 }));
    expect(error.message).toMatch(/ISSUE_CREATED of contact-1 dropped: ECONNREFUSED\. Nothing listens/);
  });

  test('and comes back: what was tried again is delivered, and can be delivered once more', async () => {
    const receiver = await receive();
    const raw = { url: receiver.url, retries: 3, retry_pause: { first: '1ms' } };
    const phoney = await hold({ clock: 'virtual', targets: { asapp: { raw, tls: receiver.tls } } });
    await phoney.advance('1s');
    receiver.answerWith({ status: 503, times: 2 });
    await phoney.command(chat);
    const delivery = await phoney.until(({ attempts }) => attempts.length > 1);
    expect(delivery.outcome).toBe('delivered');
    expect(receiver.counts().statuses).toMatchObject({ 503: 2 });
    const copy = await phoney.redeliver(delivery);
    expect(copy).toMatchObject({ copyOf: delivery.seq, body: delivery.body, outcome: 'delivered' });
    expect(receiver.received({ duplicate: true, eventId: copy.eventId }).length).toBeGreaterThan(0);
  });

  test('says what it answered when it refuses', async () => {
    const receiver = await receive();
    receiver.answerWith(400);
    const phoney = await hold({ receiver });
    const error = await failure(
      phoney.until({ eventType: 'agent_activity_identity_updated' }, { timeoutMs: 1000 }),
    );
    expect(error.message).toMatch(/agent_activity_identity_updated dropped: status 400/);
  });
});

test('runs in one process know nothing of each other', async () => {
  const receivers = [await receive(), await receive()];
  const runs = await Promise.all(receivers.map((receiver) => hold({ clock: 'virtual', receiver })));
  await Promise.all(runs.map((run) => run.command(chat)));
  await Promise.all(runs.map((run) => run.until({ eventType: 'ISSUE_CREATED' })));
  await Promise.all(runs.map((run) => run.playToEnd()));
  const [first, second] = receivers.map((receiver) => receiver.received().map(({ eventId }) => eventId));
  expect(first?.toSorted()).toEqual(second?.toSorted());
  expect(new Set(runs.map(({ url }) => url)).size).toBe(2);
});

test('agents and queues are told with what each vendor calls them', async () => {
  const receiver = await receive();
  const phoney = await hold({
    targets: {
      asapp: { raw: { url: receiver.url }, tls: receiver.tls },
      ringcentral: { wfm: { agent_event_url: 'http://localhost:1/agents' } },
      enreach: { sign_in: { password: 'phoney' } },
    },
  });
  const [alice] = phoney.agents();
  expect(alice).toMatchObject({ name: 'alice', vendors: { ringcentral: { agent_id: '1369310' } } });
  const identity = await phoney.until({ eventType: 'agent_activity_identity_updated' });
  expect(identity.json()).toMatchObject({ data: { rep_id: alice?.vendors['asapp']?.['rep_id'] } });
  const login = await phoney.until({ vendor: 'ringcentral', eventType: 'LOGIN', outcome: 'any' });
  expect(login.json()).toMatchObject({
    username: alice?.vendors['ringcentral']?.['username'],
  });
  expect(phoney.queues().map(({ name }) => name)).toEqual(['Billing', 'Chat']);
  expect(Object.keys(phoney.queues()[0]?.vendors ?? {})).toEqual(['asapp', 'ringcentral', 'enreach']);
});

test('a single event goes out as the target sends it, and is in the books', async () => {
  const receiver = await receive();
  const phoney = await hold({ clock: 'virtual', receiver });
  const sent = await phoney.trigger('asapp', 'SURVEY_SUBMITTED', { 'meta_data.company_id': 'other' });
  expect(sent).toMatchObject({ outcome: 'delivered', feed: 'raw', at: phoney.clock.startMs });
  expect(sent.json()).toMatchObject({ meta_data: { company_id: 'other' } });
  const again = await phoney.trigger('asapp', 'SURVEY_SUBMITTED');
  expect(again.eventId).not.toBe(sent.eventId);
  expect(phoney.summary().delivered).toBe(phoney.deliveries({ outcome: 'delivered' }).length);
  await expect(phoney.trigger('asapp', 'SURVEY_SUBMITED')).rejects.toThrow(/Did you mean SURVEY_SUBMITTED/);
  await expect(phoney.trigger('asap', 'SURVEY_SUBMITTED')).rejects.toThrow(/Did you mean asapp/);
});

test('a secret header is never handed out', async () => {
  const receiver = await receive({ vendor: 'ringcentral', tls: 'plain' });
  const phoney = await hold({
    env: { API_KEY: 'very secret' },
    targets: {
      ringcentral: {
        wfm: { agent_event_url: receiver.url, header_value_pairs: { 'x-api-key': { env: 'API_KEY' } } },
      },
    },
  });
  const delivery = await phoney.until({ eventType: 'LOGIN' });
  expect(JSON.stringify(delivery)).not.toContain('very secret');
  expect((await receiver.until({ eventType: 'LOGIN' })).headers['x-api-key']).toBe('very secret');
});

test('what is no longer kept is counted', async () => {
  const receiver = await receive();
  const phoney = await hold({ clock: 'virtual', receiver, keep: 3 });
  await phoney.advance('30m');
  expect(phoney.deliveries()).toHaveLength(3);
  expect(phoney.missing).toBe(phoney.summary().rendered - 3);
});

test('a function that throws ends its wait with what it threw, and a run that is over ends every wait', async () => {
  const phoney = await hold();
  await expect(
    phoney.until(
      () => {
        throw new RangeError('my own');
      },
      { timeoutMs: 2000 },
    ),
  ).rejects.toThrow(/my own/);
  await phoney.stop();
  expect((await failure(phoney.until({ eventType: 'X' }))).message).toMatch(/before the run was over/);
});

test('certificates of one’s own open the server, as files or as texts', async () => {
  const receiver = await receive();
  const { tls } = receiver;
  const client = tls as NonNullable<typeof tls>;
  const text = { cert: readFileSync(client.cert, 'utf8'), key: readFileSync(client.key, 'utf8') };
  expect((await hold({ tls: { cert: client.cert, key: client.key } })).url).toMatch(/^https:/);
  expect((await hold({ tls: text })).url).toMatch(/^https:/);
  const wrong = { cert: text.cert, key: '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----' };
  const error = await failure(hold({ tls: wrong }));
  expect(error.message).toMatch(/the PEM text: This is not a private key/);
  expect(error.message).not.toContain('QUJD');
});

test('two events that are triggered at once both end, though only one message is kept', async () => {
  const phoney = await hold({ clock: 'virtual', receiver: await receive(), keep: 1 });
  const both = await Promise.all([
    phoney.trigger('asapp', 'SURVEY_SUBMITTED'),
    phoney.trigger('asapp', 'SURVEY_SUBMITTED'),
  ]);
  expect(both.map(({ outcome, attempts }) => [outcome, attempts.length])).toEqual([
    ['delivered', 1],
    ['delivered', 1],
  ]);
});

test('a virtual clock that is resumed is a real one: a wait leaves it to itself', async () => {
  const phoney = await hold({ clock: 'virtual', receiver: await receive() });
  await phoney.command({ ...chat, talk: '30m' });
  phoney.resume();
  await phoney.until({ eventType: 'ISSUE_CREATED' });
  const wait = failure(phoney.untilRecord(() => false, { fresh: true, timeoutMs: 100 }));
  expect((await wait).message).toContain('Nothing came within 100ms');
  expect(phoney.state).not.toBe('paused');
  expect(phoney.clock.simulatedMs - phoney.clock.startMs).toBeLessThan(60_000);
});

describe('what is misspelt is refused, with what was meant', () => {
  test('in filters', async () => {
    const phoney = await hold({ scenario: quiet, receiver: await receive(), clock: 'virtual' });
    expect(() => phoney.deliveries({ outcome: 'droped' } as never)).toThrow('Did you mean "dropped"?');
    expect(() => phoney.deliveries({ eventtype: 'ASSIGNED' } as never)).toThrow('Did you mean "eventType"?');
    await expect(phoney.until({ vendr: 'asapp' } as never)).rejects.toThrow('Did you mean "vendor"?');
  });

  test('in a command or a wish to play on, once the run is over', async () => {
    const phoney = await hold({ scenario: quiet, receiver: await receive(), clock: 'virtual' });
    await phoney.stop();
    await expect(phoney.command({ do: 'run.pause' })).rejects.toThrow('The run is over');
    await expect(phoney.advance('1m')).rejects.toThrow('The run is over');
  });
});
