import { HttpTransportType } from '@microsoft/signalr';
import { expect, test } from 'vitest';
import type { Phoney } from '../../src/index.ts';
import { RawSocket } from '../conformance/raw-socket.ts';
import { clientOf, connect, faultsOf, holdHub, subscribe, type HubClient } from './hub-client.ts';

const start = (phoney: Phoney, fault: string, more: Record<string, unknown> = {}): Promise<unknown> =>
  phoney.command({ do: 'fault.start', fault, ...more } as never);

/** What a client is told. */
interface Pushed {
  readonly subscription: {
    readonly eventType: string;
    readonly entityType: string;
    readonly entityId: string;
  };
  readonly data: { readonly eventType: string; readonly entityId: string };
}

/** The first message that a client is told from now on. */
function firstPushed({ connection }: HubClient): Promise<Pushed> {
  return new Promise((resolve) => connection.on('MessageReceived', resolve));
}

/** Microsoft's clients, old and new. */
const versions = ['10', '3.1'] as const;

/** The transports, and the name that a scenario has for each. */
const transports = [
  ['WebSockets', HttpTransportType.WebSockets],
  ['ServerSentEvents', HttpTransportType.ServerSentEvents],
  ['LongPolling', HttpTransportType.LongPolling],
] as const;

test.each(versions)('close: client %s is told so, and stays away', async (version) => {
  const phoney = await holdHub();
  const { until, log } = await connect(phoney, { version });
  await start(phoney, 'close', { error: 'maintenance' });
  expect(await until('closed')).toContain('maintenance');
  expect(log).toHaveLength(1);
  expect(phoney.hub('enreach').clients()).toEqual([]);
  expect(faultsOf(phoney)).toMatchObject([
    { name: 'close', kind: 'close', what: null, vendor: 'enreach', client: 'alice' },
  ]);
  expect(phoney.summary().faults['close']).toEqual({ kind: 'close', touched: 1 });
});

test('close without an error: the client is told of none', async () => {
  const phoney = await holdHub();
  const { until } = await connect(phoney);
  await start(phoney, 'close');
  expect(await until('closed')).toBe('closed: ');
});

test('close that allows to reconnect: the client comes back by itself', async () => {
  const phoney = await holdHub();
  const { until, log } = await connect(phoney);
  await start(phoney, 'close', { allow_reconnect: true, times: 1 });
  await until('reconnected');
  expect(log).toHaveLength(2);
});

test('close so long after: the client has been told what came before', async () => {
  const phoney = await holdHub([{ fault: 'close', after: '200ms', first: 1 }]);
  const client = await connect(phoney);
  await subscribe(phoney, client);
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await client.until('closed');
  expect(client.log).toEqual(['message', 'closed: ']);
});

test.each(transports)(
  'lose_connection: a client over %s notices, comes back, and is known again',
  async (name, transport) => {
    const phoney = await holdHub();
    const client = await connect(phoney, { transport });
    const [before] = phoney.hub('enreach').clients();
    await start(phoney, 'lose_connection', { times: 1, where: { transport: name } });
    await client.until('reconnecting');
    await client.until('reconnected');
    const [after] = phoney.hub('enreach').clients();
    expect(after?.id).not.toBe(before?.id);
    expect(faultsOf(phoney)).toMatchObject([{ client: 'alice', connection: before?.id }]);
  },
);

test.each(versions)('lose_connection in a frame: client %s comes back from it', async (version) => {
  const phoney = await holdHub();
  const client = await connect(phoney, { version });
  await start(phoney, 'lose_connection', { in_frame: true, times: 1 });
  await client.until('reconnected');
  expect(client.log).not.toContain('message');
});

test.each([
  ['close', {}, { code: 1000, reason: '' }, [{ type: 7 }]],
  ['lose_connection', {}, { code: 1006, reason: '' }, []],
  ['lose_connection', { in_frame: true }, { code: 1006, reason: '' }, []],
])('%s with %j on a plain socket: it ends as %j', async (fault, more, closing, said) => {
  const phoney = await holdHub();
  const hub = phoney.hub('enreach');
  const socket = await RawSocket.open(`${hub.url}?access_token=${await hub.token('alice')}`);
  socket.say({ protocol: 'json', version: 1 });
  await socket.until(() => socket.frames.length > 0);
  await start(phoney, fault, more);
  await socket.until(() => socket.closing !== 'open');
  expect(socket.closing).toEqual(closing);
  expect(socket.messages.slice(1)).toMatchObject(said);
  socket.reset();
});

test('lose_connection of others than the one who is connected: nothing happens to this one', async () => {
  const phoney = await holdHub();
  const client = await connect(phoney);
  await start(phoney, 'lose_connection', { where: { transport: 'LongPolling' } });
  await subscribe(phoney, client);
  expect(client.log).toEqual([]);
  expect(phoney.summary().faults).toEqual({});
});

test('restart: two hundred clients are cut off at once, nobody is let in until it is back, and nothing is remembered', async () => {
  const phoney = await holdHub();
  const clients = await Promise.all(Array.from({ length: 200 }, () => connect(phoney)));
  await Promise.all(clients.map((client) => subscribe(phoney, client)));
  const beganMs = performance.now();
  await start(phoney, 'restart', { back_after: '2s' });
  expect(phoney.hub('enreach').clients()).toEqual([]);
  await expect(clientOf(phoney).connection.start()).rejects.toThrow(/negotiat|socket|ECONN/i);
  await Promise.all(clients.map(({ until }) => until('reconnected')));
  expect(performance.now() - beganMs).toBeGreaterThan(1999);
  expect(phoney.hub('enreach').clients()).toHaveLength(200);
  expect(phoney.hub('enreach').subscriptions()).toEqual([]);
  expect(phoney.summary().faults['restart']).toEqual({ kind: 'restart', touched: 1 });
});

test('restart in the scenario: at its time, and not before', async () => {
  const phoney = await holdHub([{ fault: 'restart', from: '+10m', back_after: '10ms' }]);
  const client = await connect(phoney);
  await phoney.advance('9m');
  expect(phoney.hub('enreach').clients()).toHaveLength(1);
  await phoney.advance('1m');
  await client.until('reconnected');
  expect(faultsOf(phoney)).toHaveLength(1);
});

test('refuse_negotiate: the first so many fail, and then it works', async () => {
  const phoney = await holdHub([{ fault: 'refuse_negotiate', status: 500, first: 2 }]);
  const { connection } = clientOf(phoney);
  await expect(connection.start()).rejects.toThrow(/500/);
  await expect(connection.start()).rejects.toThrow(/500/);
  await connection.start();
  expect(faultsOf(phoney).map(({ what }) => what)).toEqual(['status 500', 'status 500']);
});

test('unauthorized: a good token is refused as a bad one is', async () => {
  const phoney = await holdHub([{ fault: 'unauthorized', first: 1, where: { client: 'alice' } }]);
  const hub = phoney.hub('enreach');
  const ask = async (): Promise<Response> =>
    fetch(`${hub.url}/negotiate?negotiateVersion=1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await hub.token('alice')}` },
    });
  const refused = await ask();
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toContain('invalid_token');
  expect((await ask()).status).toBe(200);
});

test('unauthorized at the WebSocket: the negotiation was fine', async () => {
  const phoney = await holdHub([{ fault: 'unauthorized', every: 2, times: 1 }]);
  const { connection } = clientOf(phoney);
  await expect(connection.start()).rejects.toThrow(/WebSocket/);
  await connection.start();
  expect(phoney.summary().faults['unauthorized']?.touched).toBe(1);
});

test('handshake_never: the client waits in vain, and the next time it is let in', async () => {
  const phoney = await holdHub([{ fault: 'handshake_never', first: 1 }]);
  const { connection } = clientOf(phoney, { patienceMs: 200 });
  await expect(connection.start()).rejects.toThrow(/timeout/i);
  await connection.start();
  expect(phoney.summary().faults['handshake_never']?.touched).toBe(1);
});

test('protocol_version: the client is told that its version is not spoken', async () => {
  const phoney = await holdHub([{ fault: 'protocol_version', first: 1 }]);
  // Not with 3.1: it throws what it is told where nobody can catch it.
  const { connection } = clientOf(phoney);
  await expect(connection.start()).rejects.toThrow(/does not support version 1 of the 'json' protocol/);
  await connection.start();
});

test('no_ping: a client hears nothing, takes the hub for dead, and comes back', async () => {
  const phoney = await holdHub([{ fault: 'no_ping', first: 1 }], { hub: { keep_alive: '1s' } });
  const client = await connect(phoney, { patienceMs: 2500 });
  expect(await client.until('reconnecting')).toMatch(/timeout/i);
  await client.until('reconnected');
});

test('no_ping: messages come all the same', async () => {
  const phoney = await holdHub([{ fault: 'no_ping' }]);
  const client = await connect(phoney);
  await subscribe(phoney, client);
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await client.until('message');
});

test.each(transports)(
  'stall: over %s nothing comes until it is over, and then everything',
  async (_, transport) => {
    const phoney = await holdHub();
    const client = await connect(phoney, { transport });
    await subscribe(phoney, client);
    await start(phoney, 'stall');
    await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(client.log).toEqual([]);
    expect(phoney.summary().open).toBe(1);
    await phoney.command({ do: 'fault.stop', name: 'stall' });
    await client.until('message');
    const { summary } = await phoney.stop();
    expect(summary).toMatchObject({ rendered: 1, delivered: 1, open: 0 });
  },
);

test('stall that lasts: what waited is cut off with the run, and the books balance', async () => {
  const phoney = await holdHub([], {}, { grace: '200ms' });
  const client = await connect(phoney, { backAfterMs: null });
  await subscribe(phoney, client);
  await start(phoney, 'stall');
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  const { summary } = await phoney.stop();
  expect(summary.rendered).toBe(1);
  expect(summary.delivered + summary.cutOff).toBe(1);
  expect(summary.open).toBe(0);
});

test('forget_subscription: the client is not told, and nothing comes until it asks again', async () => {
  const phoney = await holdHub();
  const client = await connect(phoney);
  await subscribe(phoney, client);
  await start(phoney, 'forget_subscription', { times: 1 });
  expect(phoney.hub('enreach').subscriptions()).toEqual([]);
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await subscribe(phoney, client);
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'available' });
  await client.until('message');
  expect(client.log).toEqual(['message']);
});

test('unsubscribed_message: the client is told of an entity that it has not subscribed to, and the books have it', async () => {
  const phoney = await holdHub();
  const client = await connect(phoney);
  const pushed = firstPushed(client);
  await subscribe(phoney, client);
  await start(phoney, 'unsubscribed_message');
  const told = await pushed;
  const alice = phoney.agents()[0]?.vendors['enreach']?.['UserId'];
  expect(told.subscription).toMatchObject({ eventType: 'QueueStatus', entityType: 'Queue' });
  expect(told.data.entityId).toBe(told.subscription.entityId);
  expect(told.data.entityId).not.toBe(alice);
  expect(faultsOf(phoney)).toMatchObject([{ kind: 'unsubscribed_message', client: 'alice', what: null }]);
  const { summary } = await phoney.stop();
  expect(summary).toMatchObject({ rendered: 1, delivered: 1, open: 0 });
});

test('unsubscribed_message to one who has subscribed to everything: it is about a user whom there is not', async () => {
  const phoney = await holdHub();
  const client = await connect(phoney);
  const users = phoney.agents().map(({ vendors }) => vendors['enreach']?.['UserId']);
  const queues = phoney.queues().map(({ vendors }) => vendors['enreach']?.['QueueId']);
  await client.connection.invoke('Subscribe', [
    ...users.map((EntityId) => ({ EntityId, EventName: 'UserStatus' })),
    ...queues.map((EntityId) => ({ EntityId, EventName: 'QueueStatus' })),
  ]);
  const pushed = firstPushed(client);
  await start(phoney, 'unsubscribed_message');
  const told = await pushed;
  expect(told.data).toMatchObject({ eventType: 'UserStatus' });
  expect(users).not.toContain(told.data.entityId);
});

test.each(versions)(
  'unsubscribed_message to a method without a handler: client %s goes on',
  async (version) => {
    const phoney = await holdHub();
    const client = await connect(phoney, { version });
    await subscribe(phoney, client);
    await start(phoney, 'unsubscribed_message', { method: 'NobodyKnows' });
    await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
    await client.until('message');
    expect(client.log).toEqual(['message']);
    expect(faultsOf(phoney)).toMatchObject([{ what: 'NobodyKnows' }]);
  },
);

test('unsubscribed_message on a plain socket: that method is called, with the shape of a message', async () => {
  const phoney = await holdHub([{ fault: 'unsubscribed_message', method: 'NobodyKnows' }]);
  const hub = phoney.hub('enreach');
  const socket = await RawSocket.open(`${hub.url}?access_token=${await hub.token('alice')}`);
  socket.say({ protocol: 'json', version: 1 });
  await socket.until(() => socket.messages.length > 1);
  expect(socket.messages[1]).toMatchObject({ type: 1, target: 'NobodyKnows', arguments: [{ data: {} }] });
  socket.reset();
});

test('unsubscribed_message moves no id of anything else', async () => {
  const idsToldTo = async (faults: readonly Record<string, unknown>[]): Promise<string[]> => {
    const phoney = await holdHub(faults);
    const ids: string[] = [];
    phoney.follow((record) => {
      if (record.type !== 'message' || record.message.eventType !== 'UserStatus') return;
      const [{ subscription }] = JSON.parse(record.message.body) as [{ subscription: { id: string } }];
      ids.push(record.message.eventId, subscription.id);
    });
    await subscribe(phoney, await connect(phoney));
    await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
    return ids;
  };
  const without = await idsToldTo([]);
  expect(without).toHaveLength(2);
  expect(await idsToldTo([{ fault: 'unsubscribed_message' }])).toEqual(without);
});

test('where.connection: the second connection of the client, and no other', async () => {
  const phoney = await holdHub([
    { fault: 'close', allow_reconnect: true, after: '50ms', where: { client: 'alice', connection: 2 } },
    { fault: 'lose_connection', after: '50ms', where: { connection: 1 } },
  ]);
  const client = clientOf(phoney);
  let timesBack = 0;
  const isBackTwice = new Promise<void>((resolve) => {
    client.connection.onreconnected(() => void (++timesBack === 2 && resolve()));
  });
  await client.connection.start();
  await isBackTwice;
  await subscribe(phoney, client);
  expect(faultsOf(phoney).map(({ name }) => name)).toEqual(['lose_connection', 'close']);
});

test('where.connection: the one with that id', async () => {
  const phoney = await holdHub();
  const [first, second] = [await connect(phoney), await connect(phoney)];
  const [, id] = phoney.hub('enreach').clients();
  await start(phoney, 'close', { where: { connection: id?.id } });
  await second.until('closed');
  expect(first.log).toEqual([]);
});

test('drop with a place at the hub: the connection breaks off, and no message is withheld', async () => {
  const phoney = await holdHub();
  const client = await connect(phoney);
  await start(phoney, 'drop', { where: { client: 'alice' }, in_frame: true, times: 1 });
  await client.until('reconnected');
  expect(faultsOf(phoney)).toMatchObject([{ name: 'drop', kind: 'drop', what: 'in a frame' }]);
  expect(phoney.summary().faults['drop']).toEqual({ kind: 'drop', touched: 1 });
});

test('drop without one: the message is withheld, and the connection stays', async () => {
  const phoney = await holdHub();
  const client = await connect(phoney);
  await subscribe(phoney, client);
  await start(phoney, 'drop');
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  expect(phoney.summary()).toMatchObject({ rendered: 1, withheld: 1 });
  expect(client.log).toEqual([]);
});

test('only_transport: a client that may choose takes what is offered', async () => {
  const phoney = await holdHub([{ fault: 'only_transport', transport: 'LongPolling' }]);
  // None: any.
  await connect(phoney, { transport: HttpTransportType.None });
  expect(phoney.hub('enreach').clients()).toMatchObject([{ transport: 'LongPolling' }]);
});

test('only_transport: a client that takes another one cannot come in', async () => {
  const phoney = await holdHub([{ fault: 'only_transport', transport: 'LongPolling' }]);
  await expect(connect(phoney)).rejects.toThrow(/transport/i);
});

test('slow_start: the negotiation takes so long', async () => {
  const phoney = await holdHub([{ fault: 'slow_start', by: '300ms', first: 1 }]);
  const beganMs = performance.now();
  await connect(phoney);
  expect(performance.now() - beganMs).toBeGreaterThan(299);
});

test('with a probability, other faults move nobody’s decisions, and another seed does', async () => {
  const refused = async (more: readonly Record<string, unknown>[], seed = 1): Promise<number[]> => {
    const faults = [{ fault: 'refuse_negotiate', probability: 0.5 }, ...more];
    const phoney = await holdHub(faults, {}, { seed });
    const hub = phoney.hub('enreach');
    const headers = { authorization: `Bearer ${await hub.token('alice')}` };
    const statuses: number[] = [];
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that each has its ordinal
    for (let i = 0; i < 20; i++)
      statuses.push((await fetch(`${hub.url}/negotiate`, { method: 'POST', headers })).status);
    return statuses;
  };
  const alone = await refused([]);
  expect(new Set(alone)).toEqual(new Set([200, 503]));
  expect(await refused([{ fault: 'slow_start', by: '1ms', probability: 0.3 }])).toEqual(alone);
  expect(await refused([], 2)).not.toEqual(alone);
});

test('answer_status: the token cannot be had, and then it can; other routes are as they were', async () => {
  const phoney = await holdHub([{ fault: 'answer_status', first: 2, where: { path: '/token/me' } }]);
  const ask = (path: string): Promise<Response> =>
    fetch(`${phoney.url}${path}`, {
      headers: { authorization: `Basic ${Buffer.from('alice:phoney').toString('base64')}` },
    });
  expect((await ask('/token/nobody/rte/')).status).toBe(404);
  expect((await ask('/token/me/rte/')).status).toBe(503);
  expect((await ask('/token/me/rte/')).status).toBe(503);
  expect((await ask('/token/me/rte/')).status).toBe(200);
  expect(faultsOf(phoney)[0]).toMatchObject({ what: 'status 503', vendor: 'enreach', path: '/token/me/rte' });
});

test('status is a shorter word for answer_status, and delay with a path means the route', async () => {
  const phoney = await holdHub([
    { fault: 'status', status: 500, first: 1, where: { path: '/Token/alice/rte/' } },
    { fault: 'delay', by: '200ms', first: 1, where: { path: '/token' } },
  ]);
  const id = phoney.agents()[0]?.vendors['enreach']?.['UserId'] ?? '';
  const ask = async (user: string): Promise<number> =>
    (await fetch(`${phoney.url}/token/${user}/rte/`)).status;
  const beganMs = performance.now();
  expect(await ask('me')).toBe(401);
  expect(performance.now() - beganMs).toBeGreaterThan(199);
  expect([await ask(id), await ask('alice'), await ask('alice')]).toEqual([401, 500, 401]);
  expect(faultsOf(phoney)).toMatchObject([{ kind: 'delay' }, { kind: 'status', what: 'status 500' }]);
});

test('answer_delay: the token comes so much later, and an end of the run does not wait for it', async () => {
  const phoney = await holdHub([
    { fault: 'answer_delay', by: '200ms', first: 1 },
    { fault: 'answer_delay', by: '1h', every: 2 },
  ]);
  const ask = (): Promise<number> => fetch(`${phoney.url}/token/me/rte/`).then(({ status }) => status);
  const beganMs = performance.now();
  expect(await ask()).toBe(401);
  expect(performance.now() - beganMs).toBeGreaterThan(199);
  const asked = new Promise<void>((resolve) => {
    phoney.follow((record) => record.type === 'fault' && resolve());
  });
  const second = ask().catch(() => 'hung up');
  await asked;
  await phoney.stop();
  expect(await second).toBeDefined();
});

interface TokenAnswer {
  readonly Token: string;
  readonly WssEndpoint: string;
}

/** Two users, of whom alice asks for her token. */
async function askForToken(faults: readonly Record<string, unknown>[]) {
  const centre = {
    queues: [{ name: 'Billing' }],
    agents: [
      { name: 'alice', queues: ['Billing'] },
      { name: 'bob', queues: ['Billing'] },
    ],
  };
  const phoney = await holdHub(faults, {}, { centre });
  const authorization = `Basic ${Buffer.from('alice:phoney').toString('base64')}`;
  const ask = async (): Promise<TokenAnswer> =>
    (await (
      await fetch(`${phoney.url}/token/me/rte/`, { headers: { authorization } })
    ).json()) as TokenAnswer;
  return { phoney, ask };
}

test.each(['expired', 'not_yet_valid', 'wrongly_signed'])(
  'token %s: the hub refuses it, and takes the next one',
  async (how) => {
    const { phoney, ask } = await askForToken([{ fault: 'token', how, first: 1 }]);
    const start = async (): Promise<void> =>
      clientOf(phoney, { token: (await ask()).Token }).connection.start();
    await expect(start()).rejects.toThrow(/401/);
    await start();
    expect(faultsOf(phoney)).toMatchObject([{ name: 'token', what: how, path: '/token/me/rte' }]);
  },
);

test('token of another user: the hub takes the client for that one', async () => {
  const { phoney, ask } = await askForToken([{ fault: 'token', how: 'other_user' }]);
  await clientOf(phoney, { token: (await ask()).Token }).connection.start();
  expect(phoney.hub('enreach').clients()).toMatchObject([{ user: 'bob' }]);
});

test('endpoint: another address is told, once', async () => {
  const { phoney, ask } = await askForToken([{ fault: 'endpoint', url: 'wss://rte.example/rte', first: 1 }]);
  expect((await ask()).WssEndpoint).toBe('wss://rte.example/rte');
  expect((await ask()).WssEndpoint).toContain(new URL(phoney.hub('enreach').url).host);
});
