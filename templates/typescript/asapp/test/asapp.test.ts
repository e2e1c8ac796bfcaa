import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createCertificates, startPhoney, type Certificates, type Phoney } from 'phoney';
import { createAsappReceiver, type AsappEvent } from '../src/asapp-receiver.ts';

const events: AsappEvent[] = [];
let certificates: Certificates;
let receiver: Server;
let phoney: Phoney;

before(async () => {
  certificates = await createCertificates();
  receiver = createAsappReceiver(certificates.texts.server, (event) => void events.push(event));
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const { port } = receiver.address() as AddressInfo;
  const url = `https://localhost:${port}/events`;
  phoney = await startPhoney({
    scenario: 'scenarios/asapp.yaml',
    clock: 'virtual',
    targets: { asapp: { raw: { url }, tls: certificates.client } },
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
  const { eventId } = await phoney.until({ vendor: 'asapp', eventType: 'agent_activity_status_updated' });
  assert.ok(events.some((event) => event.event_id === eventId));
});

test('an event that comes twice is taken once', async () => {
  const first = await phoney.until({ vendor: 'asapp' });
  const copy = await phoney.redeliver(first);
  assert.equal(copy.outcome, 'delivered');
  assert.equal(events.filter((event) => event.event_id === first.eventId).length, 1);
});

test('nobody gets in without a certificate', async () => {
  const { port } = receiver.address() as AddressInfo;
  await assert.rejects(fetch(`https://localhost:${port}/events`, { method: 'POST', body: '{}' }));
});
