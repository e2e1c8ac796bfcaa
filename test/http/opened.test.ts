import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import type { OpenedConnection } from '../../src/channels/message.ts';
import { createHttpChannel } from '../../src/channels/http/index.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { createRandom } from '../../src/lib/random.ts';
import { Recorder } from '../../src/record/recorder.ts';
import { SummaryFold } from '../../src/record/summary.ts';
import { asappLane, makeCertificateDirectory, makeMessage } from './setting.ts';

const directory = await makeCertificateDirectory();
const read = (name: string): Buffer => readFileSync(path.join(directory, name));
const lane = {
  ...asappLane,
  retries: 0,
  tls: { minVersion: 'TLSv1.3' as const, ca: path.join(directory, 'ca.pem') },
};

/** A receiver over TLS that answers at once, until it is stalled: then it hears nothing of what comes, not even a handshake. */
async function receive() {
  const server = tls.createServer({ cert: read('server.pem'), key: read('server-key.pem') }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  });
  const port = await listen(server);
  let isStalled = false;
  const callers = new Set<net.Socket>();
  const front = net.createServer((caller) => {
    const inner = net.connect(port, '127.0.0.1').on('error', () => undefined);
    inner.on('data', (bytes) => caller.write(bytes));
    callers.add(caller.on('data', (bytes) => inner.write(bytes)).on('error', () => undefined));
    if (isStalled) caller.pause();
  });
  return {
    url: `https://localhost:${await listen(front)}/`,
    callers: () => callers.size,
    stall() {
      isStalled = true;
      for (const caller of callers) caller.pause();
    },
    goOn() {
      isStalled = false;
      for (const caller of callers) caller.resume();
    },
  };
}

async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A channel whose records are folded. */
function open() {
  const told: OpenedConnection[] = [];
  const fold = new SummaryFold();
  const recorder = new Recorder([
    fold.add,
    (record) => void (record.type === 'connection' && told.push(record.connection)),
  ]);
  const parts = { lanes: [lane], clock: machineClock, random: createRandom(1), env: {}, observer: recorder };
  const channel = createHttpChannel(parts);
  onTestFinished(() => channel.close());
  const send = (url: string, count: number): void => {
    for (let i = 1; i <= count; i++) channel.send(makeMessage(i, url), machineClock.monotonicMs());
  };
  return { told, fold, channel, send, drain: () => channel.drain(new AbortController().signal) };
}

test('each connection is told once, with its times, and whether TLS went on with a known session', async () => {
  const receiver = await receive();
  const { told, fold, channel, send, drain } = open();
  await channel.warm(lane, receiver.url, { count: 1, withinMs: 20_000 });
  send(receiver.url, 1);
  await drain();
  await channel.warm(lane, receiver.url, { count: 3, withinMs: 20_000 });
  expect(told).toHaveLength(4);
  for (const { connectMs, handshakeMs, error } of told) {
    expect(connectMs).toBeGreaterThan(0);
    expect(handshakeMs).toBeGreaterThan(0);
    expect(error).toBeUndefined();
  }
  const { connections, feeds } = fold.read();
  expect(connections).toMatchObject({ opened: 4, handshakes: 4, resumed: 3, failed: 0 });
  expect(connections.handshakeMs.count).toBe(4);
  expect(Object.values(feeds)[0]?.connections).toEqual(connections);
});

test('those that could not be opened are told with why', async () => {
  const silent = net.createServer((socket) => socket.resume().on('error', () => undefined));
  const port = await listen(silent);
  const { told, fold, channel, send, drain } = open();
  await channel.warm(lane, `https://localhost:${port}/`, { count: 1, withinMs: 50 });
  await new Promise((resolve) => silent.close(resolve));
  send(`https://localhost:${port}/`, 1);
  await drain();
  expect(told.map(({ error }) => error)).toEqual(['given up', 'ECONNREFUSED']);
  expect(fold.read().connections).toMatchObject({ opened: 0, failed: 2 });
});

test('a receiver that stalls is not met with a burst of connections, and those that are open are used again', async () => {
  const receiver = await receive();
  const { fold, channel, send, drain } = open();
  await channel.warm(lane, receiver.url, { count: 8, withinMs: 20_000 });
  for (let stalls = 0; stalls < 3; stalls++) {
    const before = receiver.callers();
    receiver.stall();
    send(receiver.url, 60);
    await expect.poll(() => receiver.callers()).toBe(before + 4);
    for (let turn = 0; turn < 20; turn++) await machineClock.turn();
    expect(receiver.callers()).toBe(before + 4);
    receiver.goOn();
    await drain();
  }
  const { opened, failed } = fold.read().connections;
  expect(failed).toBe(0);
  expect(opened).toBe(receiver.callers());
  expect(opened).toBeLessThan(60);
});
