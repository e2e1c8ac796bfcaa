/**
 * Fan-out of a 900-byte MessageReceived, each subscriber with its own subscription id, beside a bare `ws` send of one
 * shared buffer in the same run. What counts is the CPU of this process per message; the clients are another process.
 * "Under load" sends as fast as the clients take it; "one by one" sends the next message only when the last one has been
 * handed over to all, so that every frame holds one message.
 *
 *     node bench/signalr-fan-out.ts [--rounds 3] [--messages 400000]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { type WebSocket, WebSocketServer } from 'ws';
import { hole, Hub, prepareFilling, prepareInvocation } from '../src/channels/signalr/index.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, messages: { type: 'string', default: '400000' } },
});

const guid = (): string => randomUUID();
const subscription = {
  allRootEntities: false,
  rootEntityId: guid(),
  rootEntityType: 'Organization',
  organizationId: guid(),
  eventType: 'UserStatus',
  entityType: 'User',
  entityId: guid(),
  allEntities: false,
};
const data = {
  rootEntityType: 'Organization',
  rootEntityId: guid(),
  eventType: 'UserStatus',
  entityType: 'User',
  entityId: guid(),
  messageTTLSeconds: 60,
  userId: guid(),
  canBeAllocatedTo: true,
  talking: false,
  note: 'x'.repeat(159),
  timestamp: '2023-10-19T14:21:19.7009158Z',
};

/** A server under test: how to send one message to everybody, and how much is not handed over yet. */
interface Subject {
  readonly server: Server;
  sendToAll(): void;
  isBehind(): boolean;
  /** Whether everything has been handed over to the sockets. */
  isDone(): boolean;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

function bareWs(): Subject {
  const server = createServer();
  const webSockets = new WebSocketServer({ server, perMessageDeflate: false });
  const shared = Buffer.from(
    `${JSON.stringify({ type: 1, target: 'MessageReceived', arguments: [{ subscription: { id: guid(), ...subscription }, data }] })}\u001e`,
  );
  let probe: WebSocket[] = [];
  return {
    server,
    sendToAll: () => {
      for (const webSocket of webSockets.clients) webSocket.send(shared, { binary: false });
    },
    isBehind: () => {
      if (probe.length === 0) probe = [...webSockets.clients].slice(0, 20);
      return probe.some(({ bufferedAmount }) => bufferedAmount > 65_536);
    },
    isDone: () => true,
  };
}

function hubSubject(): Subject {
  const server = createServer();
  let waiting = 0;
  const hub = new Hub<undefined>({
    path: '/',
    authenticate: () => ({ user: undefined }),
    methods: [],
    onConnected: (connection) => void connection.items.set('filling', prepareFilling(guid())),
    onDisconnected: (_connection, reason) => {
      if (reason === 'too-slow') process.stderr.write('A client was closed as too slow.\n');
    },
  });
  hub.attach(server);
  const report = (): void => {
    waiting--;
  };
  return {
    server,
    sendToAll: () => {
      // Rendered anew for each event, as a dialect would.
      const message = prepareInvocation('MessageReceived', [
        { subscription: { id: hole, ...subscription }, data },
      ]);
      for (const connection of hub.connections) {
        waiting++;
        connection.send(
          message,
          connection.items.get('filling') as ReturnType<typeof prepareFilling>,
          report,
        );
      }
    },
    isBehind: () => waiting > 64 * hub.connections.size,
    isDone: () => waiting === 0,
  };
}

async function startClients(server: Server, count: number, protocol: string): Promise<ChildProcess> {
  server.listen(0, '127.0.0.1', 4096);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const child = fork(new URL('signalr-clients.ts', import.meta.url), [url, String(count), protocol]);
  await once(child, 'message');
  return child;
}

/** Sends to everybody again and again; answers CPU seconds per 100,000 messages and messages per second. */
async function measure(
  subject: Subject,
  clients: number,
  messages: number,
  oneByOne: boolean,
): Promise<{ cpu: number; rate: number }> {
  const broadcasts = Math.ceil(messages / clients);
  const mustRest = (): boolean => subject.isBehind() || (oneByOne && !subject.isDone());
  const startedMs = performance.now();
  const before = process.cpuUsage();
  for (let i = 0; i < broadcasts; i++) {
    subject.sendToAll();
    await turn();
    while (mustRest()) await rest();
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - startedMs) / 1000;
  const sent = broadcasts * clients;
  return { cpu: (((user + system) / 1e6) * 100_000) / sent, rate: sent / seconds };
}

const subjects = {
  'bare ws, one shared buffer': { make: bareWs, protocol: 'none' },
  'hub under load, JSON': { make: hubSubject, protocol: 'json' },
  'hub under load, MessagePack': { make: hubSubject, protocol: 'messagepack' },
  'hub one by one, JSON': { make: hubSubject, protocol: 'json' },
  'hub one by one, MessagePack': { make: hubSubject, protocol: 'messagepack' },
} as const;

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;

for (const clients of [200, 1000]) {
  const found = new Map<string, { cpu: number; rate: number }[]>();
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, { make, protocol }] of Object.entries(subjects)) {
      const subject = make();
      const child = await startClients(subject.server, clients, protocol);
      const oneByOne = name.includes('one by one');
      await measure(subject, clients, 50_000, oneByOne);
      const result = await measure(subject, clients, Number(values.messages), oneByOne);
      found.set(name, [...(found.get(name) ?? []), result]);
      child.send('stop');
      await once(child, 'exit');
      subject.server.closeAllConnections();
      subject.server.close();
    }
  }
  process.stdout.write(`\n${clients} clients (median of ${values.rounds})\n`);
  const base = median((found.get('bare ws, one shared buffer') ?? []).map(({ cpu }) => cpu));
  for (const [name, results] of found) {
    const cpu = median(results.map((each) => each.cpu));
    const rate = median(results.map((each) => each.rate));
    process.stdout.write(
      `${name.padEnd(28)} ${Math.round(rate).toLocaleString('en').padStart(9)} messages/s  ${cpu.toFixed(2)} CPU-s per 100,000  ${(cpu / base).toFixed(2)} of bare ws\n`,
    );
  }
}
process.exit(0);
