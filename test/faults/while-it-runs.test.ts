import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { expect, onTestFinished, test } from 'vitest';
import { openWithRun, quiet } from '../control/setting.ts';
import { hold, quiet as centre } from '../library/centre.ts';

const target = `targets: { asapp: { raw: { url: 'http://127.0.0.1:9/' } } }`;
const traffic = `traffic: [{ profile: voice, queue: Sales, per_hour: 10 }]`;
const commands = [
  { at: '+10m', do: 'fault.start', fault: 'corrupt', how: 'missing', probability: 0.5 },
  { at: '+20m', do: 'fault.stop', name: 'corrupt' },
];

async function play(scripted: boolean): Promise<string[]> {
  const script = scripted ? `commands: ${JSON.stringify(commands)}\n` : '';
  const bodies: string[] = [];
  const { call, run } = await openWithRun(
    quiet(`${traffic}\n${script}${target}`),
    {},
    { sinks: [(record) => void (record.type === 'message' && bodies.push(record.message.body))] },
  );
  if (!scripted) {
    const { status, text } = await call('POST', '/v1/commands', commands);
    expect(status, text).toBe(200);
  }
  await call('POST', '/v1/run/advance', { by: '1h' });
  run.stop();
  const { summary } = await run.result;
  expect(summary.faults['corrupt']?.touched).toBeGreaterThan(5);
  return bodies;
}

test('a fault that is started over HTTP touches the same messages in the same way as one of the scenario', async () => {
  const scripted = await play(true);
  expect(await play(false)).toEqual(scripted);
});

test('a fault goes on though another was ordered for a time at which it will be over', async () => {
  const { call, run } = await openWithRun(quiet(`${traffic}\n${target}`), {}, {});
  await call('POST', '/v1/commands', [
    { do: 'fault.start', fault: 'corrupt', how: 'bom', for: '30m' },
    { at: '+50m', do: 'fault.start', fault: 'duplicate' },
  ]);
  await call('POST', '/v1/run/advance', { by: '1h' });
  run.stop();
  const { faults } = (await run.result).summary;
  expect(faults['corrupt']?.touched).toBeGreaterThan(5);
  expect(faults['duplicate']?.touched).toBeGreaterThan(0);
});

test('a fault that makes no sense is refused over HTTP, with the way out', async () => {
  const { call } = await openWithRun(quiet(target), {}, {});
  const { status, text } = await call('POST', '/v1/commands', { do: 'fault.start', fault: 'corupt' });
  expect(status).toBe(422);
  expect(text).toContain('Did you mean');
});

interface Received {
  readonly Data: Readonly<Record<string, unknown>>;
}

test('what a hub pushes is spoiled for Microsoft’s client, in the call and not only in the record', async () => {
  const phoney = await hold({
    scenario: { ...centre, targets: { enreach: { sign_in: { password: 'phoney' } } } },
  });
  const hub = phoney.hub('enreach');
  const connection = new HubConnectionBuilder()
    .withUrl(hub.url, { accessTokenFactory: () => hub.token('alice') })
    .configureLogging(LogLevel.None)
    .build();
  onTestFinished(() => connection.stop());
  const heard: Received[] = [];
  const arrived = Promise.withResolvers<void>();
  connection.on('MessageReceived', (message: Received) => {
    heard.push(message);
    if (heard.length === 3) arrived.resolve();
  });
  await connection.start();
  const id = phoney.agents()[0]?.vendors['enreach']?.['UserId'];
  const subscribed = hub.until({ subscribed: { user: 'alice', eventType: 'UserStatus' } });
  await connection.invoke('Subscribe', [{ EntityId: id, EventName: 'UserStatus' }]);
  await subscribed;

  await phoney.command({ do: 'fault.start', fault: 'corrupt', how: 'unknown_field', first: 1 });
  await phoney.command({ do: 'fault.start', fault: 'duplicate', when: 'at_once', first: 1 });
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'available' });
  await arrived.promise;
  const [first, second, third] = heard;
  expect(first).toHaveProperty('phoney_unknown_field');
  expect(second).toEqual(first);
  expect(third).not.toHaveProperty('phoney_unknown_field');
});
