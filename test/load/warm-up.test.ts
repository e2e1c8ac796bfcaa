import net from 'node:net';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { startRun } from '../../src/run/run.ts';
import { connectionsFor } from '../../src/run/warm-up/warm-up.ts';
import { playShare, type ShareLink } from '../../src/shares/play-share.ts';
import { machineClock } from '../../src/lib/clock.ts';
import type { RunRecord } from '../../src/record/record.ts';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';
import { makeCertificateDirectory } from '../http/setting.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const directory = await makeCertificateDirectory();
const fileOf = (name: string): string => path.join(directory, name);

/** A receiver over TLS that answers everything and counts its connections. */
async function receive() {
  const seen = { connections: 0, bodies: [] as string[] };
  const read = (name: string): Buffer => readFileSync(fileOf(name));
  const server = tls.createServer({ cert: read('server.pem'), key: read('server-key.pem') }, (socket) => {
    seen.connections++;
    let text = '';
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const [, length] = /content-length: (\d+)\r\n/.exec(text) ?? [];
      const body = text.slice(text.indexOf('\r\n\r\n') + 4);
      if (length === undefined || Buffer.byteLength(body) < Number(length)) return;
      seen.bodies.push(body);
      text = '';
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    });
  });
  return { seen, url: `https://localhost:${await listen(server)}/` };
}

async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function scenarioTo(url: string, pace: string): Scenario {
  const text = `
seed: 3
duration: 30s
pace: ${pace}
centre:
  queues: [{ name: Sales }]
  agents: [{ name: agent, count: 12, queues: [Sales] }]
traffic: [{ profile: voice, queue: Sales, per_hour: 200 }]
targets: { asapp: { raw: { url: '${url}', retries: 0, tls: { ca: '${fileOf('ca.pem')}' } } } }
`;
  return loadScenario({ file: 'warm.yaml', text });
}

async function play(scenario: Scenario) {
  const attempts: Extract<RunRecord, { type: 'attempt' }>['attempt'][] = [];
  const run = await startRun(scenario, {
    sinks: [(record) => void (record.type === 'attempt' && attempts.push(record.attempt))],
  });
  return { result: await run.result, attempts };
}

test('connections are open before the first message of a rate, as many as it will need', async () => {
  const { seen, url } = await receive();
  const { result, attempts } = await play(scenarioTo(url, '{ rate: 200 }'));
  expect(result.summary.delivered).toBeGreaterThan(30);
  expect(seen.connections).toBe(20);
  expect(attempts.filter(({ connectMs }) => connectMs !== undefined)).toEqual([]);
});

test('no attempt begins before its message is due', async () => {
  const { url } = await receive();
  const { attempts } = await play(scenarioTo(url, '{ rate: 700 }'));
  expect(attempts.filter(({ startedMs, dueMs }) => startedMs < dueMs)).toEqual([]);
  expect(attempts.length).toBeGreaterThan(30);
});

test.each(['{ rate: 200, warm_up: 0s }', 'max'])('none are at the pace %s', async (pace) => {
  const { url } = await receive();
  const { attempts } = await play(scenarioTo(url, pace));
  expect(attempts[0]?.handshakeMs).toBeGreaterThan(0);
});

test('what is sent is the same with and without', async () => {
  const [warm, cold] = [await receive(), await receive()];
  await play(scenarioTo(warm.url, '{ rate: 500 }'));
  await play(scenarioTo(cold.url, '{ rate: 500, warm_up: 0s }'));
  expect(warm.seen.bodies.toSorted()).toEqual(cold.seen.bodies.toSorted());
});

test('a receiver that is down is what it always was: attempts that say so', async () => {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  const { result } = await play(scenarioTo(`https://localhost:${port}/`, '{ rate: 500 }'));
  expect(result.summary.errors).toEqual({ ECONNREFUSED: result.summary.rendered });
});

test('a receiver that never answers a handshake holds nothing up for longer than the warm-up', async () => {
  const port = await listen(net.createServer());
  const run = await startRun(scenarioTo(`https://localhost:${port}/`, '{ rate: 500, warm_up: 50ms }'));
  await run.warmUp();
  run.cutOff();
  expect((await run.result).interrupted).toBe(true);
});

test('whoever stops a run while it warms up does not wait for it', async () => {
  const port = await listen(net.createServer());
  const run = await startRun(scenarioTo(`https://localhost:${port}/`, '{ rate: 500, warm_up: 10m }'));
  run.stop();
  expect((await run.result).summary.attempts).toBe(0);
});

test('a share is ready once its connections are open, its part of them', async () => {
  const { seen, url } = await receive();
  const [stop, cutOff] = [new AbortController(), new AbortController()];
  const ready = Promise.withResolvers<void>();
  const link: ShareLink = {
    tell: ({ type }) => type === 'ready' && ready.resolve(),
    begin: new Promise(() => undefined),
    stop: stop.signal,
    cutOff: cutOff.signal,
    stoppedBy: () => 'coordinator',
  };
  const plan = { index: 0, of: 2, centre: 0, centres: 1, share: { index: 0, count: 2 } };
  const scenario = scenarioTo(url, '{ rate: 200 }');
  const order = { plan, scenario, stopAfterMs: Infinity, details: false };
  const played = playShare(order, link, { clock: machineClock, env: {} });
  await ready.promise;
  await expect.poll(() => seen.connections).toBe(10);
  stop.abort();
  await played;
});

test('as many are opened as the highest rate takes with a receiver that answers within 100 ms', () => {
  expect(connectionsFor([{ ratePerSec: 1000, forMs: 1 }], 1)).toBe(100);
  expect(connectionsFor([{ fromPerSec: 500, ratePerSec: 0, forMs: 1 }], 2)).toBe(25);
  expect(connectionsFor([{ ratePerSec: 1, forMs: 1 }], 1)).toBe(1);
});
