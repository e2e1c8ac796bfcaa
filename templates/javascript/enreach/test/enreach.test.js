import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPhoney } from 'phoney';
import { connectToRte } from '../src/enreach-client.js';

const messages = [];
/** Told of each message, for whoever waits for one. */
let heard = () => undefined;
let phoney;
let connection;

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
  const told = new Promise((resolve) => (heard = resolve));
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  assert.equal((await told).data.eventType, 'UserAvailability');
});
