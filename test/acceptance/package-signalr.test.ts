import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesOf, readme } from '../signalr/readme.ts';
import { makeFolder, root } from './world.ts';

const folder = makeFolder();
const elsewhere = path.join(folder.path, 'elsewhere');

const runIn = (cwd: string, command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  const workspace = ['--workspace', 'phoney-signalr'];
  const [{ filename }] = JSON.parse(
    runIn(root, 'npm', 'pack', ...workspace, '--json', '--pack-destination', folder.path),
  ) as [{ filename: string }];
  mkdirSync(elsewhere);
  writeFileSync(path.join(elsewhere, 'package.json'), '{ "name": "elsewhere", "private": true }');
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  runIn(elsewhere, 'npm', 'install', ...flags, path.join(folder.path, filename));
}, 120_000);

afterAll(() => {
  folder.remove();
});

test('the hub alone is three packages, and less than 9 MB', () => {
  const modules = path.join(elsewhere, 'node_modules');
  const packages = readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(path.join(modules, name)).map((own) => `${name}/${own}`) : [name],
    );
  expect(packages).toEqual(['@msgpack/msgpack', 'phoney-signalr', 'zod']);
  const bytes = readdirSync(modules, { recursive: true, encoding: 'utf8' }).reduce(
    (sum, file) => sum + statSync(path.join(modules, file)).size,
    0,
  );
  expect(bytes).toBeLessThan(9_000_000);
});

const serve = (load: string): string => `${load}
  const server = createServer();
  const hub = new Hub({
    path: '/chat',
    authenticate: () => ({ user: 'anybody' }),
    methods: [hubMethod({ name: 'Add', takes: [types.int, types.int], run: (_call, a, b) => a + b })],
  });
  hub.attach(server);
  server.listen(0, '127.0.0.1', async () => {
    const socket = new WebSocket(\`ws://127.0.0.1:\${server.address().port}/chat\`);
    const say = (message) => socket.send(JSON.stringify(message) + '\\u001e');
    socket.onopen = () => {
      say({ protocol: 'json', version: 1 });
      say({ type: 1, target: 'Add', invocationId: '1', arguments: [40, 2] });
    };
    socket.onmessage = ({ data }) => {
      const result = /"result":(\\d+)/.exec(data);
      if (result === null) return;
      console.log(result[1]);
      process.exit();
    };
  });`;

test.each([
  [
    'required',
    'cjs',
    "const { createServer } = require('node:http'); const { Hub, hubMethod, types } = require('phoney-signalr');",
  ],
  [
    'imported',
    'mjs',
    "import { createServer } from 'node:http'; import { Hub, hubMethod, types } from 'phoney-signalr';",
  ],
])('it can be %s, and serves', (_how, extension, load) => {
  const file = path.join(elsewhere, `serve.${extension}`);
  writeFileSync(file, serve(load));
  expect(runIn(elsewhere, process.execPath, file).trim()).toBe('42');
});

test('its types hold without those of anything but Node', () => {
  mkdirSync(path.join(elsewhere, 'node_modules/@types'));
  for (const name of ['@types/node', 'undici-types'])
    symlinkSync(path.join(root, 'node_modules', name), path.join(elsewhere, 'node_modules', name));
  const files = filesOf(readme);
  for (const name of ['server.ts', 'declaration.ts', 'market.ts'])
    writeFileSync(path.join(elsewhere, name), files.get(name) ?? '');
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2024',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    types: ['node'],
  };
  writeFileSync(
    path.join(elsewhere, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['*.ts'] }),
  );
  runIn(elsewhere, path.join(root, 'node_modules/.bin/tsc'), '-p', '.');
});
