import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder, phoney, root } from '../acceptance/world.ts';
import { load, startLoad } from './load.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

/** What the clients saw, in the last line of `phoney load --hub --json`, as far as tests look at it. */
interface HubSummary {
  readonly clients: number;
  readonly connected: number;
  readonly connectedAtBegin: number;
  readonly failed: number;
  readonly dropped: number;
  readonly lost: number;
  readonly connectTime: { readonly count: number };
  readonly deliveries: Readonly<Record<'sent' | 'heard' | 'missed' | 'leftBehind' | 'twice', number>> & {
    readonly latency: { readonly count: number; readonly p99: number | null };
  };
}

interface WithHub {
  readonly type: string;
  readonly verdict: string;
  readonly interrupted: boolean;
  readonly hub: HubSummary;
}

function lastLineOf(stdout: string): WithHub {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as WithHub;
}

function hubOf(stdout: string): HubSummary {
  return lastLineOf(stdout).hub;
}

test('clients connect before the first message, and each hears what it was sent, once', async () => {
  const { code, stdout, stderr } = await load('--hub', '--clients', '5', '--rate', '50', '--duration', '1s');
  const { connectTime, deliveries, ...rest } = hubOf(stdout);
  expect(lastLineOf(stdout)).toMatchObject({ type: 'summary', verdict: 'passed' });
  expect(rest).toMatchObject({
    clients: 5,
    connectedAtBegin: 5,
    failed: 0,
    lost: 0,
  });
  expect(connectTime.count).toBe(5);
  expect(deliveries).toMatchObject({ sent: 50, heard: 50, missed: 0, leftBehind: 0, twice: 0 });
  expect(deliveries.latency.count).toBe(50);
  expect(stderr).toMatch(/5 of 5 clients are connected: p50 \S+ m?s/);
  expect(stderr).toMatch(/messages {4}50 sent, 50 heard/);
  expect(code).toBe(0);
});

test.each([
  ['one after the other', []],
  ['all at once', ['--reconnect-together']],
])(
  'clients drop their connections, %s, and come back; what was on its way to them is told apart',
  async (_, flags) => {
    const every = ['--reconnect-every', '400ms', ...flags];
    const { stdout, code } = await load(
      ...['--hub', '--clients', '4', '--rate', '100', '--duration', '2s', ...every],
    );
    expect(code).toBe(0);
    expect(lastLineOf(stdout)).toMatchObject({ verdict: 'passed' });
    const { dropped, connected, lost, deliveries } = hubOf(stdout);
    expect(dropped).toBeGreaterThan(0);
    expect(connected).toBeGreaterThan(4);
    expect(lost).toBe(0);
    expect(deliveries).toMatchObject({ missed: 0, twice: 0 });
    expect(deliveries.heard + deliveries.leftBehind).toBe(deliveries.sent);
  },
);

test('Ctrl-C ends the run with its books and with what the clients heard', async () => {
  const run = startLoad('--hub', '--clients', '3', '--rate', '50', '--duration', '10m');
  await run.stderrLine((line) => line.includes('clients are connected'));
  run.process.kill('SIGINT');
  const { code, stdout } = await run.ended;
  expect(lastLineOf(stdout)).toMatchObject({ type: 'summary', interrupted: true });
  const { deliveries } = hubOf(stdout);
  expect(deliveries).toMatchObject({ missed: 0, twice: 0 });
  expect(code).toBe(130);
});

test('a process of clients does not survive whoever started it', async () => {
  const child = fork(path.join(root, 'src/cli/load/hub/crowd-process.ts'), { execArgv: [] });
  const plan = { clients: 1, connectOverMs: 0, reconnectTogether: false };
  child.send({ type: 'connect', tokenUrl: 'http://127.0.0.1:1/', password: '', members: [], plan });
  await once(child, 'message');
  child.kill('SIGINT');
  await once(child, 'message');
  child.disconnect();
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
});

test.each([
  [['--vendor', 'asapp', '--rate', '1', '--clients', '5'], '--clients: Without --hub there are no clients.'],
  [['--vendor', 'asapp', '--rate', '1', '--reconnect-every', '5s'], '--reconnect-every: Without --hub'],
  [['--hub', '--rate', '1', '--reconnect-together'], '--reconnect-together: It says how clients come back.'],
  [['--hub', '--rate', '1', '--workers', '2'], '--workers: One process serves the hub.'],
  [['--hub', '--rate', '1', '--url', 'http://localhost:1'], '--url: The hub is phoney’s own'],
  [['--hub', '--rate', '1', '--clients', '0'], '"0" is not a whole number from 1 to 100000.'],
  [
    ['--hub', '--rate', '1', '--vendor', 'asapp'],
    '--vendor: asapp has no hub for clients to come to. Leave --vendor out',
  ],
])('%j is refused with what to do', async (flags, message) => {
  const { code, stderr } = await phoney(['load', ...flags]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

test('a scenario with passwords of its own is played to clients that know another', async () => {
  const file = path.join(folder.path, 'own.yaml');
  writeFileSync(
    file,
    `
centre: { queues: [{ name: Sales }], agents: [{ name: agent, count: 5, queues: [Sales] }] }
traffic: [{ profile: voice, queue: Sales, per_hour: 200 }]
targets: { enreach: { users: { agent-1: { password_env: NOT_SET } } } }
`,
  );
  const { code, stdout } = await load(file, '--hub', '--clients', '7', '--rate', '50', '--duration', '500ms');
  expect(hubOf(stdout)).toMatchObject({ clients: 7, connectedAtBegin: 7, failed: 0 });
  expect(code).toBe(0);
});
