import { HttpTransportType } from '@microsoft/signalr';
import { expect, test } from 'vitest';
import { eventDefinitions, eventNames } from '../../src/dialects/enreach/wire/index.ts';
import {
  messageReceivedSchema,
  subscriptionResultSchema,
  subscriptionSchema,
} from '../../src/dialects/enreach/wire/subscription.ts';
import { openRte, type Received } from './rte-host.ts';
import { alice, createSmallCentre, eventOf, morning } from './small-centre.ts';

type Results = Readonly<Record<string, unknown>>[];

const settingOf = (value: string) =>
  eventOf({ type: 'agent.setting-changed', agentId: alice, keyword: 'ring tone', value, deleted: false });

const transports = [
  HttpTransportType.WebSockets,
  HttpTransportType.ServerSentEvents,
  HttpTransportType.LongPolling,
];

test.each(
  transports
    .flatMap((transport) => [false, true].map((messagePack) => ({ transport, messagePack })))
    .filter(
      // Server-sent events carry text only, and Microsoft's client refuses MessagePack on them.
      ({ transport, messagePack }) => !(messagePack && transport === HttpTransportType.ServerSentEvents),
    ),
)(
  'transport $transport, MessagePack $messagePack: subscribe and hear in the names of the protocol',
  async (wish) => {
    const { view } = createSmallCentre();
    const rte = await openRte(view);
    const client = await rte.connect('alice', wish);
    const item = { EntityId: rte.idOf('alice'), EventName: 'usersetting' };
    const [result] = await client.connection.invoke<Results>('Subscribe', [item]);
    const name = (text: string): string =>
      wish.messagePack ? text : text.charAt(0).toLowerCase() + text.slice(1);
    expect(Object.keys(result ?? {})).toEqual(Object.keys(subscriptionResultSchema.shape).map(name));
    expect(Object.values(result ?? {})).toEqual([true, null, rte.idOf('alice'), 'usersetting']);
    const [active] = await client.connection.invoke<Results>('ActiveSubscriptions');
    expect(Object.keys(active ?? {})).toEqual(Object.keys(subscriptionSchema.shape).map(name));

    rte.play(settingOf('bells'));
    await client.until(1);
    const message = client.received[0] as unknown as Record<string, Record<string, unknown>>;
    expect(Object.keys(message)).toEqual(['Subscription', 'Data'].map(name));
    expect(message[name('Subscription')]).toEqual(active);
    expect(Object.keys(message[name('Data')] ?? {})).toEqual(eventDefinitions.UserSetting.keys.map(name));
    expect(message[name('Data')]?.[name('Value')]).toBe('bells');
    if (wish.messagePack) {
      messageReceivedSchema.parse(message);
      eventDefinitions.UserSetting.schema.parse(message['Data']);
    }
  },
);

test('the body of a message is what a JSON client gets, and every subscriber has an id of its own', async () => {
  const { view } = createSmallCentre();
  const rte = await openRte(view);
  const clients = [await rte.connect('alice'), await rte.connect('alice'), await rte.connect('sue')];
  for (const { connection } of clients)
    await connection.invoke('Subscribe', [
      { EntityId: rte.idOf('alice').toUpperCase(), EventName: 'UserSetting' },
    ]);
  const messages = rte.play(settingOf('chimes'));
  await Promise.all(clients.map((client) => client.until(1)));
  const received = clients.map((client) => client.received[0] as Received);
  expect(messages.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
    received.map((message) => [message]),
  );
  expect(messages.map(({ body }) => body)).toEqual(received.map((message) => JSON.stringify([message])));
  expect(new Set(received.map(({ subscription }) => subscription['id'])).size).toBe(3);
  expect(new Set(received.map(({ data }) => data['id'])).size).toBe(1);
  await rte.drain();
  expect(rte.outcomes.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered', 'delivered']);
});

test('either form of the names can be forced', async () => {
  const { view } = createSmallCentre();
  for (const [naming, messagePack, key] of [
    ['camel', true, 'data'],
    ['pascal', false, 'Data'],
  ] as const) {
    const rte = await openRte(view, { config: { naming } });
    const client = await rte.connect('alice', { messagePack });
    await client.connection.invoke('Subscribe', [{ EntityId: rte.idOf('alice'), EventName: 'UserSetting' }]);
    rte.play(settingOf('bells'));
    await client.until(1);
    expect(client.received[0]).toHaveProperty(key);
  }
});

test('what is subscribed is heard once, whatever the case of the name, until it is unsubscribed', async () => {
  const { view } = createSmallCentre();
  const rte = await openRte(view);
  const { connection } = await rte.connect('alice');
  const both = [
    { EntityId: rte.idOf('alice'), EventName: 'UserSetting' },
    { entityid: rte.idOf('alice'), EVENTNAME: 'USERSETTING' },
  ];
  await connection.invoke('Subscribe', both);
  expect(rte.play(settingOf('a'))).toHaveLength(1);
  expect(await connection.invoke('ActiveSubscriptions')).toHaveLength(1);
  const answer = await connection.invoke<Results>('Unsubscribe', [both[0]]);
  expect(answer).toEqual([
    { subscribed: false, message: null, entityId: rte.idOf('alice'), eventName: 'usersetting' },
  ]);
  expect(rte.play(settingOf('b'))).toHaveLength(0);
  expect((await connection.invoke<Results>('Unsubscribe', [both[0]]))[0]).toMatchObject({
    message: 'Not subscribed',
  });
  await connection.invoke('subscribe', both);
  expect(await connection.invoke('UNSUBSCRIBEALL')).toBe(true);
  expect(await connection.invoke('ActiveSubscriptions')).toEqual([]);
});

test('AvailableSubscriptions are the 31 names of the page', async () => {
  const rte = await openRte(createSmallCentre().view);
  const { connection } = await rte.connect('alice');
  expect(await connection.invoke('AvailableSubscriptions')).toEqual(eventNames);
});

const other = {
  organisation: '11111111-2222-3333-4444-555555555555',
  queue: '66666666-2222-3333-4444-555555555555',
};

test.each([
  ['alice', 'alice', 'UserStatus', null],
  ['alice', 'Sales', 'QueueStatus', null],
  ['alice', 'bob', 'UserStatus', 'Unauthorized'],
  ['alice', 'Support', 'QueueStatus', 'Unauthorized'],
  ['sue', 'bob', 'UserStatus', null],
  ['sue', 'Support', 'QueueStatus', null],
  ['bob', 'carol', 'UserStatus', null],
  ['bob', 'Support', 'QueueStatus', null],
  ['bob', 'alice', 'UserStatus', 'Unauthorized'],
  ['alice', 'alice', 'QueueStatus', 'Event is not available for this entity'],
  ['alice', 'Sales', 'UserStatus', 'Event is not available for this entity'],
  ['alice', 'alice', 'UserMood', 'Unknown event name'],
  ['sue', 'nobody', 'UserStatus', 'Unknown entity'],
  ['sue', 'elsewhere', 'QueueStatus', 'Entity belongs to another organization'],
])('%s subscribes to %s, %s: %j', async (user, entity, event, message) => {
  const rte = await openRte(createSmallCentre().view, {
    config: {
      users: { bob: { supervises: ['Support'] } },
      other_organisations: [{ id: other.organisation, queues: [other.queue] }],
    },
  });
  const { connection } = await rte.connect(user);
  const ids: Record<string, string> = {
    nobody: 'c9eeb030-ff4b-ea11-ac9c-00155d4fdcf3',
    elsewhere: other.queue,
  };
  const EntityId = ids[entity] ?? rte.idOf(entity);
  const results = await connection.invoke<Results>('Subscribe', [
    { EntityId, EventName: event },
    { EntityId: rte.idOf(user), EventName: 'UserAlert' },
  ]);
  expect(results).toEqual([
    { subscribed: message === null, message, entityId: EntityId, eventName: event.toLowerCase() },
    { subscribed: true, message: null, entityId: rte.idOf(user), eventName: 'useralert' },
  ]);
});

test('missing and null names are refused item by item; what is no list is an error of the call', async () => {
  const rte = await openRte(createSmallCentre().view);
  const { connection } = await rte.connect('alice');
  expect(await connection.invoke('Subscribe', [{}, { EntityId: null, EventName: 'UserStatus' }])).toEqual([
    { subscribed: false, message: 'Unknown event name', entityId: null, eventName: null },
    { subscribed: false, message: 'Unknown entity', entityId: null, eventName: 'userstatus' },
  ]);
  await expect(connection.invoke('Subscribe', null)).rejects.toThrow(
    "An unexpected error occurred invoking 'Subscribe'",
  );
  await expect(connection.invoke('Subscribe', [null])).rejects.toThrow(
    "An unexpected error occurred invoking 'Subscribe'",
  );
  await expect(connection.invoke('Subscribe', [{ EntityId: 1 }])).rejects.toThrow(
    "Failed to invoke 'Subscribe'",
  );
  expect(await connection.invoke('Subscribe', [])).toEqual([]);
});

test('a connection has at most as many subscriptions as the setting says', async () => {
  const rte = await openRte(createSmallCentre().view, { config: { hub: { max_subscriptions: 2 } } });
  const { connection } = await rte.connect('alice');
  const wanted = ['UserStatus', 'UserAlert', 'UserSetting'].map((EventName) => ({
    EntityId: rte.idOf('alice'),
    EventName,
  }));
  const results = await connection.invoke<Results>('Subscribe', wanted);
  expect(results.map(({ message }) => message)).toEqual([null, null, 'Too many subscriptions']);
  const again = await connection.invoke<Results>('Subscribe', wanted.slice(0, 1));
  expect(again[0]).toMatchObject({ subscribed: true });
});

test('subscriptions belong to the connection and end with it', async () => {
  const rte = await openRte(createSmallCentre().view);
  const first = await rte.connect('alice');
  const item = { EntityId: rte.idOf('alice'), EventName: 'UserSetting' };
  await first.connection.invoke('Subscribe', [item]);
  const second = await rte.connect('alice');
  expect(await second.connection.invoke('ActiveSubscriptions')).toEqual([]);
  await first.connection.stop();
  const third = await rte.connect('alice');
  expect(await third.connection.invoke('ActiveSubscriptions')).toEqual([]);
  await expect.poll(() => rte.play(settingOf('x')).length).toBe(0);
});

test('an event’s place in time is the centre’s, to seven digits without zeros at the end, and never goes back within a millisecond', async () => {
  const rte = await openRte(createSmallCentre().view);
  const client = await rte.connect('alice');
  await client.connection.invoke('Subscribe', [{ EntityId: rte.idOf('alice'), EventName: 'UserSetting' }]);
  for (const value of ['a', 'b', 'c']) rte.play(settingOf(value));
  await client.until(3);
  const times = client.received.map(({ data }) => String(data['timestamp']));
  expect(times[0]).toBe(new Date(morning).toISOString().replace('.000Z', 'Z'));
  const padded = times.map((time) =>
    time.replace(/(?:\.(\d+))?Z$/, (_, digits = '') => `.${String(digits).padEnd(7, '0')}Z`),
  );
  expect(padded).toEqual(padded.toSorted());
  expect(times.every((time) => !/\.\d*0Z$/.test(time))).toBe(true);
  expect(new Set(client.received.map(({ data }) => data['id'])).size).toBe(3);
});

test('a message whose connection is gone first is cut off, and the others are delivered', async () => {
  const rte = await openRte(createSmallCentre().view);
  const [first, second] = [await rte.connect('alice'), await rte.connect('sue')];
  for (const { connection } of [first, second])
    await connection.invoke('Subscribe', [{ EntityId: rte.idOf('alice'), EventName: 'UserSetting' }]);
  const messages = rte.render(settingOf('bells'));
  await first.connection.stop();
  await expect.poll(() => rte.render(settingOf('x')).length).toBe(1);
  rte.send(messages);
  await second.until(1);
  await rte.drain();
  expect(rte.outcomes.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['cut_off', 'connection gone'],
    ['delivered', null],
  ]);
});

test.each(['AvailableSubscriptions', 'ActiveSubscriptions'])(
  '%s with an argument, as the page’s samples call it, fails as in .NET, and the host is told why, once',
  async (method) => {
    const rte = await openRte(createSmallCentre().view);
    const { connection } = await rte.connect('alice');
    const call = (): Promise<unknown> => connection.invoke(method, []);
    const error = `Failed to invoke '${method}' due to an error on the server.`;
    await expect(call()).rejects.toThrow(error);
    await expect(call()).rejects.toThrow(error);
    expect(rte.misuses).toEqual([
      `A client of the hub at /rte called "${method}" and was answered with an error, as .NET does: Invocation provides 1 argument(s) but target expects 0. It takes no argument.`,
    ]);
  },
);

test('the host is told of a method that there is not, and of arguments of a wrong type', async () => {
  const rte = await openRte(createSmallCentre().view);
  const { connection } = await rte.connect('alice');
  await expect(connection.invoke('Subscribes', [])).rejects.toThrow('Method does not exist.');
  await expect(connection.invoke('Subscribe', 'QueueStatus')).rejects.toThrow('Failed to invoke');
  expect(rte.misuses).toEqual([
    expect.stringMatching(/"Subscribes".*there is no such method\. Call one of Subscribe, /),
    expect.stringMatching(/"Subscribe".*It takes an array of \{EntityId, EventName\}\./),
  ]);
});
