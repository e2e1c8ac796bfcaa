import { once } from 'node:events';
import path from 'node:path';
import { startPhoney, type Phoney } from 'phoney';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { bodies } from '../bodies.ts';
import { Client } from './client.ts';

const module: `/${string}` = `/${path.resolve(import.meta.dirname, '../genesys.ts').replace(/^\//, '')}`;

async function start(more: object = {}, settings: object = {}): Promise<Phoney> {
  const phoney = await startPhoney({
    scenario: {
      start: '2026-03-02T08:00',
      duration: '8h',
      centre: { queues: [{ name: 'Billing' }], agents: [{ name: 'alice', queues: ['Billing'] }] },
      targets: { [module]: settings },
      ...more,
    },
  });
  onTestFinished(() => phoney[Symbol.asyncDispose]());
  return phoney;
}

async function connect(phoney: Phoney): Promise<{ client: Client; user: string; queue: string }> {
  const client = await Client.open(phoney.url ?? '');
  onTestFinished(() => client.close());
  const [user] = phoney.agents();
  const [queue] = phoney.queues();
  return {
    client,
    user: String(user?.vendors['genesys']?.['user']),
    queue: String(queue?.vendors['genesys']?.['queue']),
  };
}

test('who subscribes to a presence is told of it, in the form of the vendor', async () => {
  const phoney = await start();
  const { client, user } = await connect(phoney);
  await client.subscribe([`v2.users.${user}.presence`, `v2.users.${user}.routingStatus`]);
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await phoney.advance('1m');
  const told = await client.until(({ eventBody }) => eventBody?.['presenceDefinition'] !== undefined);
  expect(bodies.presence.parse(told).eventBody.presenceDefinition.systemPresence).toBe('MEAL');
  expect(told.topicName).toBe(`v2.users.${user}.presence`);
});

test('a call is told to those who have subscribed to its queue, and to nobody else', async () => {
  const phoney = await start();
  const [{ client: listens, queue }, { client: other, user }] = [
    await connect(phoney),
    await connect(phoney),
  ];
  await listens.subscribe([`v2.routing.queues.${queue}.conversations`]);
  await other.subscribe([`v2.users.${user}.presence`]);
  await phoney.command({ do: 'contact.start', queue: 'Billing', bot: null, talk: '10s' });
  await phoney.advance('5m');
  const states = await phoney.until({ vendor: 'genesys', feed: 'conversations' }).then(() => listens.told);
  for (const one of states) bodies.conversations.parse(one);
  expect(states.length).toBeGreaterThan(2);
  expect(other.told.filter(({ topicName }) => topicName?.includes('conversations'))).toEqual([]);
  expect(phoney.deliveries({ outcome: 'cut_off' })).toEqual([]);
});

test('a channel can be subscribed over its socket, asked whether it is there, and told what to forget', async () => {
  const phoney = await start();
  const { client, user } = await connect(phoney);
  client.say({ message: 'subscribe', topics: [`v2.users.${user}.presence`], correlationId: '1' });
  expect(await client.until(({ result }) => result !== undefined)).toMatchObject({ result: 200 });
  client.say({ message: 'ping' });
  await client.until(({ eventBody }) => eventBody?.['message'] === 'pong');
  expect(await client.subscribe([], 'PUT')).toEqual({ entities: [] });
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await phoney.advance('1m');
  expect(phoney.deliveries({ vendor: 'genesys' })).toEqual([]);
});

test('each channel has a heartbeat of its own form', async () => {
  const phoney = await start({}, { heartbeat: '50ms' });
  const { client } = await connect(phoney);
  const beat = await client.until(({ topicName }) => topicName === 'channel.metadata');
  expect(beat.eventBody).toEqual({ message: 'WebSocket Heartbeat' });
});

test('nobody comes in without a token, or by a channel that there is not', async () => {
  const phoney = await start();
  const refused = await fetch(`${phoney.url}/api/v2/notifications/channels`, { method: 'POST' });
  expect(refused.status).toBe(401);
  const socket = new WebSocket(`${phoney.url?.replace('http', 'ws')}/channels/streaming-nobody`);
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    { statusCode: number; destroy(): void },
  ];
  expect(response.statusCode).toBe(401);
  response.destroy();
});

test('faults are done to its messages like to any vendor’s', async () => {
  const phoney = await start({ faults: [{ fault: 'duplicate', where: { vendor: 'genesys' } }] });
  const { client, user } = await connect(phoney);
  await client.subscribe([`v2.users.${user}.presence`]);
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await phoney.advance('1m');
  await client.until(() => client.told.length === 2);
  expect(client.told[0]).toEqual(client.told[1]);
});
