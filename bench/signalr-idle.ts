/**
 * What idle connections cost: memory per connection, and the CPU of keeping them (pings, one heartbeat), for as many
 * WebSocket clients as asked for, which have shaken hands and then say nothing. The server is this process and no other: clients
 * are others, of 10,000 each, from addresses of their own. It takes two file descriptors for each client, one here and one there.
 *
 *     ulimit -n 60000; node --expose-gc bench/signalr-idle.ts [--clients 50000] [--seconds 40] [--json]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Hub } from '../src/channels/signalr/index.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '50000' },
    seconds: { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
  },
});
const count = Number(values.clients);
const clientsPerProcess = 10_000;

interface Memory {
  readonly rss: number;
  readonly heap: number;
  readonly external: number;
}

function memory(): Memory {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  // As the kernel counts it now: Node's own figure lags behind.
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? NaN) * 1024;
  return { rss, heap: heapUsed, external };
}

const server = createServer();
const hub = new Hub<undefined>({ path: '/', authenticate: () => ({ user: undefined }), methods: [] });
hub.attach(server);
server.listen(0, '127.0.0.1', 4096);
await once(server, 'listening');

const before = memory();
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const startedMs = performance.now();
const children: ChildProcess[] = [];
for (let left = count; left > 0; left -= clientsPerProcess) {
  const address = `127.0.0.${children.length + 1}`;
  const some = String(Math.min(left, clientsPerProcess));
  const child = fork(new URL('hub/clients.ts', import.meta.url), [url, some, 'json', address], {
    execArgv: [],
  });
  children.push(child);
  const [word] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (typeof word === 'object') continue;
  process.stderr.write(`${hub.connections.size} connections, and no more: see ulimit -n.\n`);
  break;
}
const held = hub.connections.size;
const connectSeconds = (performance.now() - startedMs) / 1000;
await sleep(1000);
const after = memory();
const perConnection = (name: keyof Memory): number => (after[name] - before[name]) / held / 1024;

const idleFrom = process.cpuUsage();
await sleep(Number(values.seconds) * 1000);
const { user, system } = process.cpuUsage(idleFrom);
const share = (user + system) / 1e4 / Number(values.seconds);
const figures = {
  asked: count,
  held,
  connectSeconds,
  kibPerConnection: {
    rss: perConnection('rss'),
    heap: perConnection('heap'),
    external: perConnection('external'),
  },
  idle: { seconds: Number(values.seconds), percentOfOneCore: share, still: hub.connections.size },
};
const fixed = (number: number): string => number.toFixed(1);
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const { rss, heap, external } = figures.kibPerConnection;
  process.stdout.write(
    `${held} of ${count} connections in ${fixed(connectSeconds)} s\n` +
      `per idle connection: ${fixed(rss)} KiB resident, of which ${fixed(heap)} KiB heap and ${fixed(external)} KiB external\n` +
      `idle for ${values.seconds} s: ${fixed(share)} % of one core, ${hub.connections.size} still there\n`,
  );
}
for (const child of children) child.kill();
process.exit(0);
