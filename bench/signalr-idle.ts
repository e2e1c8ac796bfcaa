/**
 * What idle connections cost: memory per connection, and the CPU of keeping them (pings, one heartbeat), for as many
 * WebSocket clients as asked for, which have shaken hands and then say nothing.
 *
 *     node --expose-gc bench/signalr-idle.ts [--clients 10000] [--seconds 40]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { Hub } from '../src/channels/signalr/index.ts';

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '10000' }, seconds: { type: 'string', default: '40' } },
});
const count = Number(values.clients);

function memory(): { rss: number; heap: number; external: number } {
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
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
const child = fork(new URL('hub/clients.ts', import.meta.url), [url, String(count), 'json']);
await once(child, 'message');
process.stdout.write(
  `${hub.connections.size} connections in ${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`,
);
const after = memory();
const perConnection = (name: 'rss' | 'heap' | 'external'): string =>
  `${((after[name] - before[name]) / count / 1024).toFixed(1)} KiB ${name}`;
process.stdout.write(
  `per idle connection: ${perConnection('rss')}, ${perConnection('heap')}, ${perConnection('external')}\n`,
);

const idleFrom = process.cpuUsage();
await new Promise((resolve) => setTimeout(resolve, Number(values.seconds) * 1000));
const { user, system } = process.cpuUsage(idleFrom);
const share = (user + system) / 1e4 / Number(values.seconds);
process.stdout.write(
  `idle for ${values.seconds} s: ${share.toFixed(1)} % of one core, ${hub.connections.size} still there\n`,
);
child.send('stop');
await once(child, 'exit');
process.exit(0);
