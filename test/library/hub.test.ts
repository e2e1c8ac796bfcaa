import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { expect, onTestFinished, test } from 'vitest';
import { WaitError, type Phoney, type PhoneyHub } from '../../src/index.ts';
import { hold, quiet } from './centre.ts';

interface Received {
  readonly Data: Readonly<Record<string, unknown>>;
}

async function connect(hub: PhoneyHub, user: string): Promise<HubConnection> {
  const connection = new HubConnectionBuilder()
    .withUrl(hub.url, { accessTokenFactory: () => hub.token(user) })
    .configureLogging(LogLevel.None)
    .build();
  onTestFinished(() => connection.stop());
  await connection.start();
  return connection;
}

const withHub = (): Promise<Phoney> =>
  hold({ scenario: { ...quiet, targets: { enreach: { sign_in: { password: 'phoney' } } } } });

test('Microsoft’s client signs in, subscribes, is told, and leaves', async () => {
  const phoney = await withHub();
  const hub = phoney.hub('enreach');
  const connection = await connect(hub, 'alice');
  const heard = Promise.withResolvers<Received>();
  connection.on('MessageReceived', (message: Received) => heard.resolve(message));
  const id = phoney.agents()[0]?.vendors['enreach']?.['UserId'];
  const subscribed = hub.until({ subscribed: { user: 'alice', eventType: 'UserStatus' } });
  await connection.invoke('Subscribe', [{ EntityId: id, EventName: 'UserStatus' }]);
  await subscribed;
  expect(hub.clients()).toMatchObject([{ user: 'alice', userId: id }]);
  expect(hub.subscriptions()).toMatchObject([{ user: 'alice', entityName: 'alice', entityId: id }]);

  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  const delivery = await phoney.until({ vendor: 'enreach' });
  expect(JSON.stringify(delivery.json())).toContain(id);
  await heard.promise;

  await connection.stop();
  await hub.until({ left: 'alice' });
  expect(hub.clients()).toEqual([]);
});

test('what did not happen at the hub is told with what did', async () => {
  const phoney = await withHub();
  const hub = phoney.hub('enreach');
  await connect(hub, 'alice');
  const error = await hub.until({ subscribed: 'alice' }, { timeoutMs: 20 }).then(
    () => undefined,
    (reason: unknown) => reason as WaitError,
  );
  expect(error).toBeInstanceOf(WaitError);
  expect(error?.message).toMatch(/Connected to enreach: alice .*\nSubscriptions: none/);
  await expect(hub.token('alic')).rejects.toThrow(/Did you mean alice/);
  expect(() => phoney.hub('asapp')).toThrow(/There is one of enreach/);
});
