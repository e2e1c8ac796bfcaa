import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { HubConnection } from '@microsoft/signalr';
import { startPhoney, type Phoney } from 'phoney';
import { connectToRte, type RteMessage } from '../src/enreach-client.ts';

const messages: RteMessage[] = [];
/** Told of each message, for whoever waits for one. */
let heard: (message: RteMessage) => void = () => undefined;
let phoney: Phoney;
let connection: HubConnection;

before(async () => {
  phoney = await startPhoney({
    scenario: 'scenarios/enreach.yaml',
    clock: 'virtual',
    targets: { enreach: { sign_in: { password: 'phoney' }, wss_endpoint: 'https' } },
  });
  const access = { tokenUrl: `${phoney.url}/token/me/rte/`, user: 'alice', password: 'phoney' };
  connection = await connectToRte({ ...access, eventNames: ['UserAvailability'] }, (message) => {
    messages.push(message);
    heard(message);
  });
});

after(async () => {
  await connection.stop();
  await phoney.stop();
});

test('the client has subscribed to what is its own', async () => {
  await phoney.hub('enreach').until({ subscribed: { user: 'alice', eventType: 'UserAvailability' } });
});

test('an agent who goes to lunch is told to the client', async () => {
  const told = new Promise<RteMessage>((resolve) => (heard = resolve));
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  assert.equal((await told).data.eventType, 'UserAvailability');
});
