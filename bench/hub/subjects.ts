/** What bench/signalr-fan-out.ts measures: servers that send messages to all their clients. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Encoder } from '@msgpack/msgpack';
import { type WebSocket, WebSocketServer } from 'ws';
import { lengthPrefix } from '../../src/channels/signalr/protocols/encoded.ts';
import {
  hole,
  Hub,
  type HubConnection,
  prepareFilling,
  prepareInvocation,
} from '../../src/channels/signalr/index.ts';
import { data, subscription } from './example.ts';

/** What its clients shake hands for; `none`: nothing. */
export type Protocol = 'json' | 'messagepack' | 'none';

/** A server under test. */
export interface Subject {
  readonly server: Server;
  readonly protocol: Protocol;
  /** Sends one message to everybody; resolves when the next one may be sent. */
  sendToAll(): Promise<void>;
  /** Resolves when everything has been handed over to the sockets. */
  finish(): Promise<void>;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Beyond this a client of bare ws is waited for, as the hub's are. */
const highWaterBytes = 65_536;

/** `ws` alone; `bytesFor` makes what each client gets. */
function bareWs(bytesFor: () => string | Buffer): Subject {
  const server = createServer();
  const webSockets = new WebSocketServer({ server, perMessageDeflate: false });
  let members: WebSocket[] = [];
  return {
    server,
    protocol: 'none',
    async sendToAll() {
      if (members.length === 0) members = [...webSockets.clients];
      for (const webSocket of members) {
        const bytes = bytesFor();
        webSocket.send(bytes, { binary: typeof bytes !== 'string' });
      }
      await turn();
      while (members.some(({ bufferedAmount }) => bufferedAmount > highWaterBytes)) await sleep(1);
    },
    finish: async () => undefined,
  };
}

/** `ws` with the same bytes for all, made once. */
export function wsShared(): Subject {
  const bytes = Buffer.from(jsonText());
  return bareWs(() => bytes);
}

/** `ws` with a JSON text for each client. */
export function wsOwnJson(): Subject {
  return bareWs(jsonText);
}

/** `ws` with a MessagePack message for each client. */
export function wsOwnMessagePack(): Subject {
  const encoder = new Encoder();
  return bareWs(() => {
    const bytes = encoder.encode([1, {}, null, 'MessageReceived', own(), []]);
    return Buffer.concat([lengthPrefix(bytes.length), bytes]);
  });
}

const own = (): readonly unknown[] => [{ subscription: { id: randomUUID(), ...subscription }, data }];

function jsonText(): string {
  return `${JSON.stringify({ type: 1, target: 'MessageReceived', arguments: own() })}\u001e`;
}

interface Member {
  readonly connection: HubConnection<undefined>;
  readonly filling: ReturnType<typeof prepareFilling>;
}

/** How a hub sends: `spliced`, one message into which each client's id is spliced; `own`, another one to each. */
type Way = 'spliced' | 'own';

/**
 * The hub. `ahead`: how many messages may wait for each client. With none, the next one is sent when the last has been handed
 * over to everybody, so that every frame holds one.
 */
export function hub(protocol: 'json' | 'messagepack', way: Way, ahead: number): Subject {
  const server = createServer();
  const members: Member[] = [];
  let waiting = 0;
  let resume: (() => void) | undefined;
  const serving = new Hub<undefined>({
    path: '/',
    authenticate: () => ({ user: undefined }),
    methods: [],
    onConnected: (connection) => void members.push({ connection, filling: prepareFilling(randomUUID()) }),
    onDisconnected: (_connection, reason) => {
      if (reason === 'too-slow') process.stderr.write('A client was closed as too slow.\n');
    },
  });
  serving.attach(server);
  const isAhead = (): boolean => waiting > ahead * members.length;
  const report = (): void => {
    waiting--;
    if (resume !== undefined && !isAhead()) resume();
  };
  const untilFewer = (): Promise<void> => new Promise((resolve) => (resume = resolve));
  const splice = (): void => {
    // Rendered anew for each event, as a dialect would.
    const message = prepareInvocation('MessageReceived', [
      { subscription: { id: hole, ...subscription }, data },
    ]);
    for (const { connection, filling } of members) connection.send(message, filling, report);
  };
  const sendOwn = (): void => {
    for (const { connection } of members)
      connection.send(prepareInvocation('MessageReceived', own()), undefined, report);
  };
  return {
    server,
    protocol,
    async sendToAll() {
      waiting += members.length;
      if (way === 'spliced') splice();
      else sendOwn();
      if (ahead > 0) await turn();
      if (isAhead()) await untilFewer();
      resume = undefined;
    },
    async finish() {
      const isOver = (): boolean => waiting === 0;
      while (!isOver()) await turn();
    },
  };
}
