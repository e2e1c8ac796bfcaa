import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder, phoney, startPhoney } from '../acceptance/world.ts';
import { startReceiver } from './receiver.ts';

interface Ready {
  readonly origin: string;
  readonly subscriptions?: string;
}

async function serve(
  target: object,
  ...flags: string[]
): Promise<{ ready: Ready; stop: () => Promise<number | null> }> {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const file = path.join(folder.path, 'day.json');
  const centre = { queues: [{ name: 'Orders' }], agents: [{ name: 'vera', queues: ['Orders'] }] };
  writeFileSync(
    file,
    JSON.stringify({ seed: 1, duration: '1m', speed: 100, centre, targets: { ringcentral: target } }),
  );
  const running = startPhoney(['serve', file, '--plain', '--port', '0', '--json', ...flags]);
  onTestFinished(() => void running.process.kill('SIGKILL'));
  const line = await running.line((text) => text.startsWith('{"type":"ready"'));
  const stop = async (): Promise<number | null> => {
    running.process.kill('SIGTERM');
    return (await running.ended).code;
  };
  return { ready: JSON.parse(line) as Ready, stop };
}

test('the ready line of phoney serve says where subscriptions are made', async () => {
  const users = [{ name: 'Ada', token: 'ada-token' }];
  const { ready, stop } = await serve({ subscriptions: { users } });
  expect(ready.subscriptions?.startsWith(ready.origin)).toBe(true);
  const answer = await fetch(ready.subscriptions ?? '', { headers: { authorization: 'Bearer ada-token' } });
  expect([answer.status, await answer.json()]).toEqual([200, []]);
  expect(await stop()).toBe(0);
});

test('phoney serve is ready for a target without a server too', async () => {
  const { ready, stop } = await serve({ wfm: { agent_event_url: 'http://127.0.0.1:1/' } });
  expect(ready.subscriptions).toBeUndefined();
  expect((await fetch(ready.origin)).status).toBe(404);
  expect(await stop()).toBe(0);
});

test('--wait-for-clients counts REST subscriptions, so that they miss nothing of the day', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const users = [{ name: 'Ada', token: 'ada-token' }];
  const { ready, stop } = await serve({ subscriptions: { users } }, '--wait-for-clients', '2');
  for (const subscriptionName of ['one', 'two']) {
    const body = JSON.stringify({ subscriptionName, notificationUrl: receiver.url });
    const headers = { authorization: 'Bearer ada-token' };
    const answer = await fetch(ready.subscriptions ?? '', { method: 'POST', headers, body });
    expect(answer.status).toBe(201);
  }
  const logins = (): string[] =>
    receiver.received.map(({ body }) => body).filter((body) => body.includes('LOGIN'));
  await expect.poll(() => logins().length, { timeout: 10_000 }).toBe(2);
  expect(await stop()).toBe(0);
});

test.each(['run', 'serve'])(
  '%s --wait-for-clients is refused where nobody can subscribe',
  async (command) => {
    const folder = makeFolder();
    onTestFinished(folder.remove);
    const target = { wfm: { agent_event_url: 'http://127.0.0.1:1/', call_event_url: 'http://127.0.0.1:1/' } };
    const centre = { queues: [{ name: 'Orders' }], agents: [{ name: 'alice' }] };
    writeFileSync(
      path.join(folder.path, 'day.yaml'),
      JSON.stringify({ seed: 1, duration: '1m', centre, targets: { ringcentral: target } }),
    );
    const { code, stderr } = await phoney([command, 'day.yaml', '--wait-for-clients', '1'], {}, folder.path);
    expect(code).toBe(2);
    expect(stderr).toContain('this scenario has neither: it would never begin');
  },
);
