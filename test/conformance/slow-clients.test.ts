import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type EndReason,
  Hub,
  type HubConnection,
  type Outcome,
  prepareInvocation,
} from '../../src/channels/signalr/index.ts';
import { ask, open } from './http.ts';
import { RawSocket } from './raw-socket.ts';
import { handshake } from './world.ts';

const maxBufferedBytes = 262_144;
const pad = 'x'.repeat(50_000);
const message = prepareInvocation('News', [pad]);

/** What became of the messages to one connection. */
interface Books {
  sent: number;
  delivered: number;
  cut_off: number;
  ended: EndReason | undefined;
}

let hub: Hub<undefined>;
let server: ReturnType<typeof createServer>;
let url: string;
let books: Map<HubConnection<undefined>, Books>;

beforeEach(async () => {
  books = new Map();
  hub = new Hub<undefined>({
    path: '/news',
    authenticate: () => ({ user: undefined }),
    methods: [],
    settings: { maxBufferedBytes },
    onConnected: (connection) =>
      void books.set(connection, { sent: 0, delivered: 0, cut_off: 0, ended: undefined }),
    onDisconnected: (connection, reason) => {
      const own = books.get(connection);
      if (own !== undefined) own.ended = reason;
    },
  });
  server = createServer();
  hub.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/news`;
});

afterEach(async () => {
  hub.shutDown();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function reader(): Promise<RawSocket> {
  const socket = await RawSocket.open(url);
  socket.say(handshake);
  await socket.until(() => socket.messages.length > 0);
  socket.frames.length = 0;
  return socket;
}

async function negotiate(): Promise<string> {
  const { body } = await ask(`${url}/negotiate?negotiateVersion=1`, { method: 'POST' });
  return `${url}?id=${(JSON.parse(body) as { connectionToken: string }).connectionToken}`;
}

/** Clients that shake hands and then take nothing any more. */
const stalled: Readonly<Record<string, () => Promise<unknown>>> = {
  WebSockets: async () => (await reader()).stall(),
  ServerSentEvents: async () => {
    const at = await negotiate();
    const response = await open(at, { headers: { accept: 'text/event-stream' } });
    await ask(at, { method: 'POST', body: `${JSON.stringify(handshake)}\u001e` });
    response.pause();
  },
  LongPolling: async () => {
    const at = await negotiate();
    await ask(at);
    await ask(at, { method: 'POST', body: `${JSON.stringify(handshake)}\u001e` });
  },
};

test.each(Object.keys(stalled))(
  'a %s client that stops reading is closed at the limit, and the others notice nothing',
  async (transport) => {
    const others = await Promise.all(Array.from({ length: 5 }, reader));
    const quick = [...books.values()];
    await stalled[transport]?.();
    const slow = [...books.entries()].find(
      ([connection]) => connection.transport === transport && !quick.includes(books.get(connection) as Books),
    );
    const [, slowBooks] = slow as [HubConnection<undefined>, Books];
    const everybody = [...books.keys()];
    let sent = 0;
    while (slowBooks.ended === undefined && sent < 2000) {
      sent++;
      for (const connection of everybody) {
        const own = books.get(connection) as Books;
        own.sent++;
        connection.send(message, undefined, (outcome: Outcome) => own[outcome]++);
      }
      // The quick ones have to have the message before the next is sent: they are never behind.
      // oxlint-disable-next-line no-await-in-loop
      await Promise.all(others.map((socket) => socket.until(() => socket.frames.length === sent, 10_000)));
    }
    expect(slowBooks.ended).toBe('too-slow');
    expect(slowBooks.cut_off).toBeGreaterThan(0);
    expect(slowBooks.cut_off * pad.length).toBeLessThanOrEqual(maxBufferedBytes + 2 * pad.length);
    for (const own of books.values()) expect(own.delivered + own.cut_off).toBe(own.sent);
    for (const own of quick) expect(own).toEqual({ sent, delivered: sent, cut_off: 0, ended: undefined });
    expect(hub.connections.size).toBe(5);
  },
);

test('a message to a connection that is gone is reported as cut off at once', async () => {
  const socket = await reader();
  const [connection] = books.keys();
  socket.reset();
  await new Promise((resolve) => connection?.signal.addEventListener('abort', resolve));
  const outcomes: Outcome[] = [];
  expect(connection?.send(message, undefined, (outcome) => outcomes.push(outcome))).toBe(false);
  expect(outcomes).toEqual(['cut_off']);
});
