import { Decoder } from '@msgpack/msgpack';
import { connect } from 'node:net';
import { Inbox } from '../../../src/channels/signalr/protocols/inbox.ts';
import { drawInteger, drawItem, type Uniform } from '../../../src/lib/random.ts';
import { ask, open } from '../http.ts';
import { RawSocket } from '../raw-socket.ts';
import { negotiated, type World } from '../world.ts';
import { drawHandshake, drawPayload, type FuzzProtocol, mutate, noise } from './corpus.ts';

/** Does something bad; answers how many frames or requests it took, and what was improper about the answers. */
export type Strike = (world: World, uniform: Uniform) => Promise<{ count: number; improper: string[] }>;

const properCloses = new Set([1000, 1002, 1006, 1007, 1009]);
const properStatuses = new Set([200, 202, 204, 400, 401, 404, 405, 409, 503]);
const decoder = new Decoder();

/** A WebSocket that says many odd things, in frames good and bad. */
export const strikeSocket: Strike = async (world, uniform) => {
  const protocol: FuzzProtocol = uniform() < 0.5 ? 'json' : 'messagepack';
  const socket = await RawSocket.open(world.at());
  socket.frame(drawHandshake(uniform, protocol));
  let count = 1;
  for (let left = drawInteger(uniform, 5, 60); left > 0 && !socket.ended; left--) {
    const payload = drawPayload(uniform, protocol);
    const wild = uniform() < 0.05;
    socket.frame(payload, {
      opcode: wild ? drawInteger(uniform, 0, 15) : drawItem(uniform, [1, 2]),
      fin: !wild || uniform() < 0.5,
      masked: !wild || uniform() < 0.8,
      reserved: wild && uniform() < 0.2 ? drawInteger(uniform, 0, 7) : 0,
    });
    count++;
    // oxlint-disable-next-line no-await-in-loop
    if (left % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  if (uniform() < 0.5) socket.close(drawItem(uniform, [1000, 1001, 4000, 5, 1006]));
  await socket.until(() => socket.ended, 20);
  const improper = problemsOf(socket);
  socket.reset();
  return { count, improper };
};

/** Server-sent events or long polling, with odd POSTs. */
export const strikePosts: Strike = async (world, uniform) => {
  const protocol: FuzzProtocol = uniform() < 0.5 ? 'json' : 'messagepack';
  const id = await negotiated(world, drawItem(uniform, ['0', '1']));
  const at = world.at({ id });
  const leaving = new AbortController();
  const down = open(at, {
    signal: leaving.signal,
    headers: uniform() < 0.5 ? { accept: 'text/event-stream' } : {},
  }).then(
    (response) => response.resume().on('error', () => undefined).statusCode ?? 0,
    () => 0,
  );
  const statuses: number[] = [await down];
  const count = drawInteger(uniform, 2, 12);
  const post = async (body: Buffer): Promise<number> => (await ask(at, { method: 'POST', body })).status;
  statuses.push(await post(drawHandshake(uniform, protocol)));
  for (let i = 0; i < count; i++) {
    // oxlint-disable-next-line no-await-in-loop
    statuses.push(await post(drawPayload(uniform, protocol)));
    // oxlint-disable-next-line no-await-in-loop
    if (uniform() < 0.1) statuses.push((await ask(at, { method: 'DELETE' })).status);
  }
  leaving.abort();
  return {
    count: statuses.length + 1,
    improper: improperStatuses(statuses.filter((status) => status !== 0)),
  };
};

/** Requests that nobody should make, in good HTTP. */
export const strikeRequest: Strike = async (world, uniform) => {
  const path = drawItem(uniform, [
    '',
    '/',
    '/negotiate',
    '/NEGOTIATE/',
    '/%00',
    '/negotiate/x',
    '/../rte',
    '%',
  ]);
  const query = drawItem(uniform, [
    `access_token=${world.token}`,
    `access_token=${mutate(uniform, Buffer.from(world.token)).toString('base64url')}`,
    `access_token=${world.token}&id=${noise(uniform, 16).toString('base64url')}`,
    `access_token=${world.token}&id=&id=x&negotiateVersion=${drawInteger(uniform, -5, 5)}`,
    `access_token=${world.token}&negotiateVersion=${encodeURIComponent(noise(uniform, 4).toString('latin1'))}`,
    'access_token&&=%zz',
    '',
  ]);
  const { status } = await ask(`${world.url}${path}?${query}`, {
    method: drawItem(uniform, ['GET', 'POST', 'DELETE', 'PUT', 'OPTIONS', 'PATCH', 'HEAD']),
    body: noise(uniform, drawInteger(uniform, 0, 200)),
    headers: drawItem<Record<string, string>>(uniform, [
      {},
      { accept: 'text/event-stream' },
      { origin: 'http://allowed.example', 'access-control-request-method': 'POST' },
      { authorization: `Bearer ${noise(uniform, 20).toString('base64')}` },
      { 'sec-websocket-key': 'x', 'sec-websocket-version': '13' },
    ]),
  });
  return { count: 1, improper: improperStatuses([status]) };
};

/** Bytes that are hardly HTTP, or an upgrade request gone wrong. */
export const strikeBytes: Strike = (world, uniform) =>
  new Promise((resolve) => {
    const { pathname, search } = new URL(world.at());
    const good = Buffer.from(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    const socket = connect(world.testHub.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 400);
      const isProper = status === 101 || status === 431 || properStatuses.has(status);
      resolve({ count: 1, improper: isProper ? [] : [`status ${status}`] });
    });
    socket.write(mutate(uniform, good));
    setTimeout(() => socket.destroy(), 15);
  });

function improperStatuses(statuses: readonly number[]): string[] {
  return statuses.filter((status) => !properStatuses.has(status)).map((status) => `status ${status}`);
}

/** Everything that came must be hub messages of known types, and the end one of the proper ends. */
function problemsOf({ frames, closing }: RawSocket): string[] {
  const problems: string[] = [];
  if (closing !== 'open' && !properCloses.has(closing.code)) problems.push(`close ${closing.code}`);
  const inbox = new Inbox();
  for (const { payload } of frames) inbox.append(payload);
  const first = inbox.takeRecord(1_000_000);
  if (!(first instanceof Uint8Array)) return problems;
  const isBinary = frames.some(({ opcode }) => opcode === 2);
  for (;;) {
    const taken = isBinary ? inbox.takePrefixed(10_000_000) : inbox.takeRecord(10_000_000);
    if (taken === undefined) return problems;
    const type = taken instanceof Uint8Array ? typeOf(taken, isBinary) : undefined;
    if (type === undefined || ![1, 2, 3, 6, 7].includes(type))
      problems.push(`message of type ${String(type)}`);
  }
}

function typeOf(bytes: Buffer, isBinary: boolean): number | undefined {
  if (isBinary) return (decoder.decode(bytes) as number[])[0];
  return (JSON.parse(bytes.toString()) as { type?: number }).type;
}
