import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startRun } from '../../src/run/run.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { makeCertificateDirectory } from '../http/setting.ts';
import { openWireReceiver, type WireReceiverOptions } from './wire-receiver.ts';

const certificates = await makeCertificateDirectory();
const file = (name: string): string => path.join(certificates, name);

/** Plays a shipped bad day to a receiver over TLS; answers the expectations that it did not meet. */
async function failedAt(name: string, options: Partial<WireReceiverOptions> = {}): Promise<string[]> {
  const receiver = await openWireReceiver({ certificates, ...options });
  const { url } = receiver;
  const retry_pause = { first: '1ms', max: '5ms' };
  const text = readFileSync(
    path.resolve(import.meta.dirname, `../../scenarios/bad-days/${name}.yaml`),
    'utf8',
  );
  const scenario = loadScenario(
    { text: text.replace(/^speed: .+$/m, 'pace: max'), file: `${name}.yaml` },
    {
      targets: {
        asapp: {
          tls: { cert: file('client.pem'), key: file('client-key.pem'), ca: file('ca.pem') },
          feeds: {
            activity: { url, retry_pause },
            journey: { url, retry_pause },
            queue: { url, retry_pause },
          },
        },
      },
    },
  );
  const { expectations } = await (await startRun(scenario)).result;
  await receiver.close();
  return expectations.filter(({ ok }) => !ok).map(({ id }) => id);
}

test('connection-resets: one that takes the same event twice passes, one that refuses the second fails', async () => {
  expect(await failedAt('connection-resets')).toEqual([]);
  const seen = new Set<string>();
  const answer = ({ body }: { readonly body: string }): number => {
    const { event_id: id } = JSON.parse(body) as { event_id: string };
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew ? 200 : 409;
  };
  expect(await failedAt('connection-resets', { answer })).toEqual(['delivered_share']);
});

test('certificate-rotation: one that lets in the good alone passes, one that lets in everybody fails', async () => {
  expect(await failedAt('certificate-rotation')).toEqual([]);
  expect(await failedAt('certificate-rotation', { insists: false })).toEqual(['dropped']);
});
