/**
 * A receiver's test with nothing but Node's own runner: node --test examples/node-test/board.test.ts
 *
 * The receiver is yours; here it is a board that counts who has been assigned a chat.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createCertificates, startPhoney, type Certificates } from '../../src/index.ts';

const assigned = new Map<string, number>();
let certificates: Certificates;
let url: string;
let close: () => void;

before(async () => {
  certificates = await createCertificates();
  const { cert, key, ca } = certificates.texts.server;
  const server = createServer({ cert, key, ca, requestCert: true }, (request, response) => {
    void readJson(request).then(({ event_type: type, data }) => {
      const agent = data['agent_id'];
      if (type === 'ASSIGNED' && agent !== undefined) assigned.set(agent, (assigned.get(agent) ?? 0) + 1);
      response.end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `https://localhost:${(server.address() as AddressInfo).port}/events`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});

after(() => {
  close();
  certificates.remove();
});

void test('a chat that is assigned stands on the board', async () => {
  const phoney = await startPhoney({
    clock: 'virtual',
    scenario: {
      duration: '1h',
      centre: {
        queues: [{ name: 'Support', channel: 'chat' }],
        agents: [{ name: 'alice', queues: ['Support'] }],
      },
    },
    targets: { asapp: { raw: { url }, tls: certificates.client } },
  });
  try {
    await phoney.command({ do: 'contact.start', queue: 'Support', bot: null, talk: '90s' });
    await phoney.until({ vendor: 'asapp', eventType: 'ASSIGNED' });
    const [alice] = phoney.agents();
    assert.equal(assigned.get(String(alice?.vendors['asapp']?.['rep_id'])), 1);
  } finally {
    await phoney.stop();
  }
});

async function readJson(
  request: AsyncIterable<unknown>,
): Promise<{ readonly event_type: string; readonly data: Readonly<Record<string, string>> }> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as { event_type: string; data: Record<string, string> };
}
