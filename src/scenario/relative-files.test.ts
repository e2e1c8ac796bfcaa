import path from 'node:path';
import { expect, test } from 'vitest';
import { loadScenario } from './load.ts';

test('the PEM files of a target lie where the scenario file says from its own folder, wherever phoney is started', () => {
  const text = `
centre: { queues: [{ name: Sales }] }
targets:
  asapp:
    tls: { cert: certs/client.pem, key: ../keys/client-key.pem, ca: /etc/ca.pem }
    raw: { url: 'https://localhost/' }
`;
  const { targets } = loadScenario({ text, file: path.join('scenarios', 'day.yaml') });
  expect(targets.asapp?.tls).toEqual({
    cert: path.resolve('scenarios/certs/client.pem'),
    key: path.resolve('keys/client-key.pem'),
    ca: path.resolve('/etc/ca.pem'),
  });
});
