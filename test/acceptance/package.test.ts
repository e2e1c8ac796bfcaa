import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, root } from './world.ts';

const folder = makeFolder();
const elsewhere = path.join(folder.path, 'elsewhere');

const runIn = (cwd: string, command: string, ...args: string[]): string =>
  execFileSync(command, args, {
    ...{ cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    // Nothing else ends what waits for ever while this waits for it.
    timeout: 200_000,
  });

beforeAll(() => {
  const tarballs = ['.', './packages/create-phoney'].map((what) => {
    const told = runIn(root, 'npm', 'pack', what, '--json', '--pack-destination', folder.path);
    const [packed] = JSON.parse(told) as [{ filename: string }];
    return path.join(folder.path, packed.filename);
  });
  mkdirSync(elsewhere);
  writeFileSync(
    path.join(elsewhere, 'package.json'),
    '{ "name": "elsewhere", "private": true, "type": "module" }',
  );
  const flags = ['--omit=optional', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  runIn(elsewhere, 'npm', 'install', ...flags, ...tarballs);
}, 240_000);

afterAll(() => {
  folder.remove();
});

test('the installed package has the console, built, and with the licences of what is in it', () => {
  const page = path.join(elsewhere, 'node_modules/phoney/dist/control/console/page');
  const files = readdirSync(page);
  expect(files).toEqual(expect.arrayContaining(['index.html', 'licences.md']));
  expect(files.filter((file) => file.endsWith('.js'))).toHaveLength(1);
  expect(readFileSync(path.join(page, 'licences.md'), 'utf8')).toMatch(/preact[\s\S]*uplot/i);
});

test('the installed package gives a working command', () => {
  const bin = path.join(elsewhere, 'node_modules/.bin/phoney');
  expect(runIn(elsewhere, process.execPath, bin, '--version').trim()).toBe('0.1.0');
  const scenario = path.join(elsewhere, 'node_modules/phoney/scenarios/first-day.yaml');
  const lines = runIn(
    elsewhere,
    process.execPath,
    bin,
    'run',
    scenario,
    '--dry-run',
    '--duration',
    '5m',
    '--quiet',
  );
  expect(JSON.parse(lines.split('\n')[0] ?? '')).toMatchObject({ type: 'message', seq: 1, vendor: 'asapp' });
});

test('the installed package writes a page with its charts', () => {
  const bin = path.join(elsewhere, 'node_modules/.bin/phoney');
  const scenario = path.join(elsewhere, 'node_modules/phoney/scenarios/first-day.yaml');
  const flags = ['--duration', '1m', '--url', 'http://127.0.0.1:9/', '--quiet', '--report', 'html'];
  const { stdout, stderr } = spawnSync(process.execPath, [bin, 'run', scenario, ...flags], {
    cwd: elsewhere,
    encoding: 'utf8',
  });
  expect(stdout, stderr).toMatch(/^<!doctype html>[\s\S]*uPlot[\s\S]*drawAll[\s\S]*<\/html>\n$/);
});

const oldNode = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .filter((directory) => !directory.includes('node_modules'))
  .map((directory) => path.join(directory, 'node'))
  .find((node) => existsSync(node) && /^v(1\d|20)\./.test(runIn(root, node, '--version')));

const library = (say: string): string => `
  const { startPhoney, startReceiver } = ${say};
  (async () => {
    const receiver = await startReceiver();
    const phoney = await startPhoney({
      clock: 'virtual',
      scenario: { centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'alice', queues: ['Sales'] }] } },
      targets: { asapp: { raw: { url: receiver.url }, tls: receiver.tls } },
    });
    await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
    const { outcome } = await phoney.until({ eventType: 'agent_activity_status_updated' });
    await phoney.stop();
    await receiver.close();
    console.log(outcome);
  })();`;

test('the installed package gives types that hold, the fixtures among them', () => {
  writeFileSync(
    path.join(elsewhere, 'consumer.ts'),
    `import { defineScenario, startPhoney, startReceiver, type Delivery, type Phoney } from 'phoney';
     import { test as base } from 'phoney/vitest';
     import { Hub } from 'phoney/signalr';
     import type { RingcentralAgentEvent } from 'phoney/types';
     export const stateOf = (event: RingcentralAgentEvent): string =>
       event.event_type === 'LOGIN' || event.event_type === 'LOGOUT' ? '' : event.prev_state;
     const scenario = defineScenario({ duration: '1h', centre: { queues: [{ name: 'Sales' }] } });
     export const start = (): Promise<Phoney> => startPhoney({ scenario, clock: 'virtual', seed: 'random' });
     export async function play(): Promise<Delivery> {
       await using receiver = await startReceiver({ tls: 'plain' });
       await using phoney = await startPhoney({ scenario, receiver, targets: { asapp: { raw: { url: receiver.url } } } });
       await phoney.command({ do: 'contact.start', queue: 'Sales', talk: '90s' });
       return phoney.until({ vendor: 'asapp' }, { timeoutMs: 2000 });
     }
     export const test = base.extend({ phoneyOptions: { scenario, clock: 'virtual' as const } });
     test('a fixture', async ({ phoney }) => { await phoney.advance('10m'); });
     export const hub: typeof Hub = Hub;
     // @ts-expect-error a queue has a name
     defineScenario({ centre: { queues: [{}] } });
     // @ts-expect-error there is no such command
     export const wrong = (phoney: Phoney) => phoney.command({ do: 'contact.begin', queue: 'Sales' });`,
  );
  // require() of an ES module: what TypeScript gives whoever writes CommonJS.
  writeFileSync(
    path.join(elsewhere, 'common.cts'),
    `import phoney = require('phoney');
     import { createCertificates } from 'phoney';
     import signalr = require('phoney/signalr');
     export const start = (options: phoney.StartPhoneyOptions): Promise<phoney.Phoney> => phoney.startPhoney(options);
     export const make = createCertificates;
     export const hub: typeof signalr.Hub = signalr.Hub;
     // @ts-expect-error there is no such name
     export const wrong = phoney.startPhony;`,
  );
  // What a consumer of the fixtures has installed: Vitest, and Node's types.
  for (const name of [
    'vitest',
    '@vitest',
    'vite',
    '@types/node',
    'undici-types',
    'tinybench',
    '@standard-schema',
    'estree-walker',
    'chai',
    'expect-type',
    'rolldown',
    '@oxc-project',
    '@rolldown',
    'tinyrainbow',
    'magic-string',
    '@jridgewell',
  ]) {
    const from = path.join(root, 'node_modules', name);
    const to = path.join(elsewhere, 'node_modules', name);
    mkdirSync(path.dirname(to), { recursive: true });
    if (existsSync(from) && !existsSync(to)) symlinkSync(from, to);
  }
  const tsc = path.join(root, 'node_modules/.bin/tsc');
  const flags = [
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--lib',
    'es2024,esnext.disposable,dom',
  ];
  const more = ['--exactOptionalPropertyTypes', '--skipLibCheck', 'false', '--types', 'node'];
  expect(typeErrors(() => runIn(elsewhere, tsc, ...flags, ...more, 'consumer.ts', 'common.cts'))).toEqual([]);
});

/** Vitest's own types need more than is here; ours and the consumer's have to hold. */
function typeErrors(check: () => string): string[] {
  let told = '';
  try {
    told = check();
  } catch (error) {
    told = (error as { stdout: string }).stdout;
  }
  return told.split('\n').filter((line) => /^(consumer|common|node_modules\/phoney)/.test(line));
}

test('the library works in an empty folder, as an ES module and by require', () => {
  writeFileSync(path.join(elsewhere, 'esm.mjs'), library("await import('phoney')"));
  writeFileSync(path.join(elsewhere, 'common.cjs'), library("require('phoney')"));
  for (const file of ['esm.mjs', 'common.cjs']) {
    const { stdout, stderr } = spawnSync(process.execPath, [file], { cwd: elsewhere, encoding: 'utf8' });
    expect({ file, stdout, stderr }).toEqual({ file, stdout: 'delivered\n', stderr: '' });
  }
});

test('npm create phoney writes a project whose tests pass with the installed package', () => {
  const bin = path.join(elsewhere, 'node_modules/.bin/create-phoney');
  const told = runIn(elsewhere, process.execPath, bin, 'mine', '--yes', '--json', '--quiet');
  expect(JSON.parse(told)).toMatchObject({ type: 'project', folder: 'mine', language: 'typescript' });
  expect(runIn(path.join(elsewhere, 'mine'), 'npm', 'test')).toMatch(/pass 3\n/);
});

test.skipIf(oldNode === undefined)('an older Node says which one is needed', () => {
  const run = spawnSync(oldNode ?? '', ['--input-type=module', '-e', "await import('phoney')"], {
    cwd: elsewhere,
    encoding: 'utf8',
  });
  expect(run.stderr).toMatch(/phoney needs Node 22\.19 or newer; this is Node \d+/);
});
