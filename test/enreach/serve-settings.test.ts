import { readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { makeFolder, phoney, root, startPhoney, type RunningPhoney } from '../acceptance/world.ts';

interface Ready {
  readonly rte: string;
  readonly token: string;
  readonly users: readonly { readonly name: string; readonly id: string }[];
  readonly queues: readonly { readonly name: string; readonly id: string }[];
}

type Books = Record<'rendered' | 'filtered' | 'delivered' | 'dropped' | 'cutOff', number>;

const everything = readFileSync(path.join(root, 'scenarios/enreach-everything.yaml'), 'utf8');
const password = { RTE_PASSWORD: 'phoney' };

/** A folder with the scenario that has every event, and these settings of the target. */
function folderWith(settings = ''): string {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const scenario = everything.replace(/^(\s+)enreach:\n/m, `$1enreach:\n${settings}`);
  writeFileSync(path.join(folder.path, 'day.yaml'), scenario);
  return folder.path;
}

async function start(folder: string, ...args: string[]): Promise<{ running: RunningPhoney; ready: Ready }> {
  const [command = '', ...flags] = args;
  const running = startPhoney([command, 'day.yaml', '--port', '0', '--json', ...flags], {}, folder);
  onTestFinished(() => void running.process.kill('SIGKILL'));
  const line = await running.line((text) => text.startsWith('{"type":"ready"'));
  return { running, ready: JSON.parse(line) as Ready };
}

const tapArgs = (token: string): string[] => [
  'tap',
  '--token-url',
  token,
  '--user',
  'sue',
  '--password-env',
  'RTE_PASSWORD',
  '--json',
];

async function fetchToken({ token }: Ready, headers: Record<string, string> = {}): Promise<Response> {
  const authorization = `Basic ${Buffer.from('sue:phoney').toString('base64')}`;
  return fetch(token, { headers: { authorization, ...headers } });
}

async function tokenOf(ready: Ready): Promise<string> {
  return ((await (await fetchToken(ready)).json()) as { Token: string }).Token;
}

const negotiate = (rte: string, token: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${rte}/negotiate?negotiateVersion=1`, {
    method: 'POST',
    ...init,
    headers: { authorization: `Bearer ${token}`, ...(init.headers as object) },
  });

/** Asks for an upgrade and breaks the connection as soon as the answer begins. */
async function resetWhenAnswered(port: number, at: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const closed = once(socket, 'close');
  socket.once('data', () => socket.resetAndDestroy());
  socket.write(`GET ${at} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  await closed;
}

function booksOf(stdout: string): Books {
  return (JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { books: Books }).books;
}

interface Heard {
  readonly data: { readonly timestamp: string; readonly callId?: string; readonly id: string };
}

test('under --loop each week has calls and events of its own, and the books balance at the end', async () => {
  const folder = folderWith();
  const { running, ready } = await start(folder, ...['serve', '--plain', '--loop', '--speed', '1800']);
  const queues = ready.queues.map(({ id }) => id).join(',');
  const tap = startPhoney([...tapArgs(ready.token), '--queues', queues], password);
  onTestFinished(() => void tap.process.kill('SIGKILL'));
  const weeks = new Set<string>();
  await tap.line((line) => {
    const week = /"timestamp":"([\d-]{10})/.exec(line)?.[1];
    if (week !== undefined && line.includes('"callId"')) weeks.add(week);
    return weeks.size === 3;
  });
  running.process.kill('SIGINT');
  const [{ code, stdout }, heard] = await Promise.all([running.ended, tap.ended]);
  expect(code).toBe(0);
  const { rendered, filtered, delivered, dropped, cutOff } = booksOf(stdout);
  expect(rendered).toBe(filtered + delivered + dropped + cutOff);

  const messages = heard.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Heard);
  expect(new Set(messages.map(({ data }) => data.id)).size).toBe(messages.length);
  const weekOfCall = new Map<string, string>();
  for (const { data } of messages) {
    if (data.callId === undefined) continue;
    const week = data.timestamp.slice(0, 10);
    expect(weekOfCall.get(data.callId) ?? week).toBe(week);
    weekOfCall.set(data.callId, week);
  }
});

test('a web page of a configured origin may use token endpoint and hub, and no other page may', async () => {
  const folder = folderWith('    cors_origins: [https://app.example]\n');
  const { ready } = await start(folder, 'serve', '--plain');
  const asked = (origin: string): RequestInit => ({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    },
  });
  const allowed = (response: Response): (string | null)[] =>
    ['origin', 'credentials', 'headers'].map((name) => response.headers.get(`access-control-allow-${name}`));
  for (const address of [ready.token, `${ready.rte}/negotiate`]) {
    const preflight = await fetch(address, asked('https://app.example'));
    expect(preflight.status).toBe(204);
    expect(allowed(preflight)).toEqual(['https://app.example', 'true', 'authorization']);
    expect(allowed(await fetch(address, asked('https://evil.example')))[0]).toBeNull();
  }
  const origin = 'https://app.example';
  expect(allowed(await fetchToken(ready, { origin }))[0]).toBe(origin);
  expect(allowed(await fetch(ready.token, { headers: { origin } }))[0]).toBe(origin);
  const good = await negotiate(ready.rte, await tokenOf(ready), { headers: { origin } });
  expect([good.status, allowed(good)[0]]).toEqual([200, origin]);
});

test('RS256 over TLS: tap with --ca gets in by a token that nobody can forge, and without --ca does not', async () => {
  const folder = folderWith('    token: { algorithm: RS256 }\n');
  expect((await phoney(['certs', '--key-type', 'p256'], {}, folder)).code).toBe(0);
  const { ready } = await start(folder, 'serve', '--speed', '600', '--loop');
  expect(ready.rte).toMatch(/^https:/);
  const all = [...tapArgs(ready.token), '--users', ready.users.map(({ id }) => id).join(',')];
  const tap = (...flags: string[]): ReturnType<typeof phoney> => phoney([...all, ...flags], password, folder);

  const heard = await tap('--ca', 'certs/ca.pem', '--count', '2');
  expect(heard.code).toBe(0);
  expect(heard.stdout.trim().split('\n')).toHaveLength(2);

  const stranger = await tap();
  expect(stranger.code).toBe(3);
  expect(stranger.stderr).toContain('--ca');

  const wrong = await tap('--ca', 'day.yaml');
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('The authority day.yaml cannot be used');
});

test('RS256: a token with its algorithm changed to none is refused', async () => {
  const folder = folderWith('    token: { algorithm: RS256 }\n');
  const { ready } = await start(folder, 'serve', '--plain');
  const token = await tokenOf(ready);
  const [head = '', claims = ''] = token.split('.');
  expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ alg: 'RS256' });
  expect((await negotiate(ready.rte, token)).status).toBe(200);
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  expect((await negotiate(ready.rte, `${none}.${claims}.`)).status).toBe(401);
});

test('a client that resets a refused upgrade ends nothing but its own connection', async () => {
  const { ready } = await start(folderWith(), 'serve', '--plain');
  const paths = ['/nowhere', '/rte', '/rte/negotiate'].flatMap((each) =>
    Array.from({ length: 20 }, () => each),
  );
  for (const each of paths) await resetWhenAnswered(Number(new URL(ready.rte).port), each);
  expect((await fetchToken(ready)).status).toBe(200);
});

test('phoney run plays to a client that is connected, and ends with the day', async () => {
  const folder = folderWith();
  const { running, ready } = await start(folder, ...['run', '--speed', '900', '--wait-for-clients', '1']);
  const token = await tokenOf(ready);
  const client = new HubConnectionBuilder()
    .withUrl(ready.rte, { accessTokenFactory: () => token })
    .configureLogging(LogLevel.None)
    .build();
  let count = 0;
  client.on('MessageReceived', () => count++);
  const closed = new Promise<Error | undefined>((resolve) => client.onclose(resolve));
  await client.start();
  const wishes = ready.queues.map(({ id }) => ({ EntityId: id, EventName: 'QueueStatus' }));
  const results = await client.invoke<{ subscribed: boolean }[]>('Subscribe', wishes);
  expect(results.every(({ subscribed }) => subscribed)).toBe(true);
  const [{ code, stdout }, reason] = await Promise.all([running.ended, closed]);
  expect(code).toBe(0);
  expect(reason).toBeUndefined();
  expect(count).toBeGreaterThan(3);
  expect(booksOf(stdout)).toMatchObject({
    rendered: count,
    filtered: 0,
    delivered: count,
    dropped: 0,
    cutOff: 0,
  });
  expect(stdout).not.toContain(token);
});
