import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import path from 'node:path';
import { type HubConnection, Subject } from '@microsoft/signalr';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Hub } from '../../src/channels/signalr/index.ts';
import type { WatchedClient } from '../conformance/official-client.ts';
import { clientBy, type Way, ways } from '../conformance/ways.ts';
import { filesOf, readme, writeFiles } from './readme.ts';

const root = path.resolve(import.meta.dirname, '../..');
const files = filesOf(readme);

interface Site {
  readonly hub: Hub<string>;
  readonly server: Server & { closeAllConnections(): void };
}

let written: ReturnType<typeof writeFiles>;
let chat: Site;
let market: Site;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const load = async <Exports>(name: string): Promise<Exports> =>
  (await import(/* @vite-ignore */ path.join(written.folder, name))) as Exports;

beforeAll(async () => {
  written = writeFiles(files, { 8080: await freePort(), 8081: await freePort() });
  chat = await load<Site>('server.ts');
  market = await load<Site>('market.ts');
});

afterAll(async () => {
  for (const { hub, server } of [chat, market]) {
    hub.shutDown();
    server.closeAllConnections();
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => server.close(resolve));
  }
  written.remove();
});

async function started({ server }: Site, at: string, way: Way, token: string): Promise<WatchedClient> {
  const { port } = server.address() as AddressInfo;
  const client = clientBy(way, { url: `http://127.0.0.1:${port}${at}`, token });
  await client.connection.start();
  return client;
}

async function items<Item>(connection: HubConnection, name: string, ...given: unknown[]): Promise<Item[]> {
  const got: Item[] = [];
  await new Promise<void>((complete, error) =>
    connection.stream<Item>(name, ...given).subscribe({ next: (item) => got.push(item), complete, error }),
  );
  return got;
}

describe.each(ways)("the page's hubs, over $over in $protocol, for the $version client", (way) => {
  test('are a chat with rooms', async () => {
    const [alice, bob] = await Promise.all(
      ['alice', 'bob'].map(async (name) => (await started(chat, '/chat', way, name)).connection),
    );
    const heard = new Promise((resolve) => bob?.on('Said', (...said: string[]) => resolve(said)));
    const stray: string[] = [];
    alice?.on('Said', (...said: string[]) => stray.push(said.join()));
    await bob?.invoke('Join', 'hall');
    await alice?.invoke('Say', 'hall', 'hello');
    expect(await heard).toEqual(['alice', 'hello']);
    expect(stray).toEqual([]);
    await Promise.all([alice?.stop(), bob?.stop()]);
  });

  test('are a market that asks, streams and guards', async () => {
    const lot = `clock ${ways.indexOf(way)}`;
    const { connection, log, logged } = await started(market, '/market', way, 'alice');
    connection.on('Confirm', (question: string) => question === `40 for ${lot}?`);
    expect(await items(connection, 'Prices', 'ab', 3)).toEqual([2, 4, 6]);
    const amounts = new Subject<number>();
    const total = connection.invoke<number>('Total', amounts);
    const toConvert = new Subject<number>();
    const converted = items<number>(connection, 'Convert', 2, toConvert);
    for (const amount of [1, 2.5]) {
      amounts.next(amount);
      toConvert.next(amount);
    }
    amounts.complete();
    toConvert.complete();
    expect(await total).toBe(3.5);
    expect(await converted).toEqual([2, 5]);
    await expect(connection.invoke('Bid', lot, 0)).rejects.toThrow('HubException: That is too little.');
    if (way.version === '3.1') {
      await expect(connection.invoke('Bid', lot, 40)).rejects.toThrow('not supported in this version');
      await logged('close');
      expect(log).toHaveLength(1);
      return;
    }
    expect(await connection.invoke('Bid', lot, 30)).toBe(false);
    expect(await connection.invoke('Bid', lot, 40)).toBe(true);
    const guest = (await started(market, '/market', way, 'guest')).connection;
    await expect(guest.invoke('Bid', lot, 50)).rejects.toThrow(
      "Failed to invoke 'Bid' because user is unauthorized",
    );
    const bob = (await started(market, '/market', way, 'bob')).connection;
    bob.on('Confirm', () => true);
    const outbid = new Promise((resolve) => connection.on('Outbid', (...bid: unknown[]) => resolve(bid)));
    expect(await bob.invoke('Bid', lot, 41)).toBe(true);
    expect(await outbid).toEqual([lot, 'bob', 41]);
    await Promise.all([connection.stop(), guest.stop(), bob.stop()]);
  });
});

test("the page's own clients run", async () => {
  const lines: unknown[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
  const { chat: client } = await load<{ chat: HubConnection }>('client.ts');
  const { market: typed } = await load<{ market: HubConnection }>('market-client.ts');
  await Promise.all([client.stop(), typed.stop()]);
  log.mockRestore();
  expect(lines).toEqual(expect.arrayContaining(['alice: hello', 3, 5, 10, 15]));
});

test('everything on the page compiles, as strictly as can be', () => {
  const config = {
    extends: path.join(root, 'tsconfig.json'),
    include: ['*.ts'],
  };
  writeFileSync(path.join(written.folder, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(path.join(root, 'node_modules/.bin/tsc'), ['-p', written.folder], { encoding: 'utf8' });
});

test('the page names everything that the package exports, and every member of what it exports', () => {
  const source = (file: string): string =>
    readFileSync(path.join(root, 'src/channels/signalr', file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const membersOf = (file: string, opening: string): string[] => {
    const [, body = ''] = source(file).split(opening);
    return [
      ...body.slice(0, body.indexOf('\n}')).matchAll(/^ {2}(?:readonly |get |async )*(\w+)\??[:(<]/gm),
    ].flatMap(([, name = '']) => (name === 'constructor' ? [] : [name]));
  };
  const settings = [...source('config.ts').matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name);
  const wanted = [
    ...settings,
    ...membersOf('hub.ts', 'export class Hub<'),
    ...membersOf('hub.ts', 'export interface HubOptions<'),
    ...membersOf('hub-connection.ts', 'export interface HubConnection<'),
    ...membersOf('connection/context.ts', 'export interface HubEvents<'),
    ...membersOf('clients/client-proxies.ts', 'export interface HubClients<'),
    ...membersOf('clients/client-proxies.ts', 'export interface CallerClients<'),
    ...membersOf('clients/client-proxies.ts', 'export interface Groups '),
    ...membersOf('clients/client-proxies.ts', 'export interface SingleClientProxy<'),
    ...membersOf('calls/methods.ts', 'export interface HubMethod<'),
    ...membersOf('calls/argument-types.ts', 'export interface ArgumentType<'),
    ...membersOf('transports/request.ts', 'export interface HubRequest '),
    ...membersOf('scale-out/backplane.ts', 'export interface Backplane '),
    ...membersOf('scale-out/redis-backplane.ts', 'export interface RedisBackplaneOptions '),
    ...[...source('calls/argument-types.ts').matchAll(/^export (?:const|function) (\w+)/gm)].map(
      ([, name]) => name,
    ),
    ...[...source('index.ts').matchAll(/\{([^}]+)\}/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.replace('type ', '').trim()),
    ),
  ];
  expect(wanted.length).toBeGreaterThan(100);
  const missing = wanted.filter((name) => !new RegExp(`\\b${name}\\b`).test(readme));
  expect([...new Set(missing)]).toEqual([]);
});
