import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createCertificates, startPhoney, type Certificates, type Phoney } from 'phoney';
import { createRingcentralReceiver, type RingcentralEvent } from '../src/ringcentral-receiver.ts';

/** Where the account's subscriptions are; phoney's account has these numbers unless the scenario says otherwise. */
const subscriptions =
  '/voice/api/cx/integration/v1/accounts/400000000/sub-accounts/15300002/agent-states/subscriptions';

const events: RingcentralEvent[] = [];
let certificates: Certificates;
let receiver: Server;
let url: string;
let phoney: Phoney;

before(async () => {
  certificates = await createCertificates();
  receiver = createRingcentralReceiver(certificates.texts.server, (event) => void events.push(event));
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  url = `https://localhost:${(receiver.address() as AddressInfo).port}/events`;
  phoney = await startPhoney({
    scenario: 'scenarios/ringcentral.yaml',
    clock: 'virtual',
    targets: {
      ringcentral: {
        tls: { ca: certificates.client.ca },
        wfm: { agent_event_url: url, call_event_url: url, send_body_as_json: true },
        subscriptions: { users: [{ name: 'Test', token: 'made-up' }] },
      },
    },
  });
});

after(async () => {
  await phoney.stop();
  receiver.closeAllConnections();
  receiver.close();
  certificates.remove();
});

test('an agent who goes to lunch is told to the receiver', async () => {
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await phoney.until({ vendor: 'ringcentral', eventType: 'LUNCH' });
  assert.ok(events.some((event) => event['event_type'] === 'LUNCH'));
});

test('a subscription is accepted, as the receiver repeats the validation token', async () => {
  const response = await fetch(`${phoney.url}${subscriptions}`, {
    method: 'POST',
    headers: { authorization: 'Bearer made-up' },
    body: JSON.stringify({ subscriptionName: 'A test', notificationUrl: url }),
  });
  assert.equal(response.status, 201);
});
