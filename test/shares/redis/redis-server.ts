import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';

const program = ['redis-server', 'valkey-server'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

/** Whether there is a Redis or a Valkey to test against. */
export const hasRedis = program !== undefined;
if (!hasRedis) {
  process.stderr.write(
    'There is no redis-server and no valkey-server here: tests against a real Redis are left out.\n',
  );
}

/** A Redis of a test's own. */
export interface RedisServer {
  readonly url: string;
  /** Ends it, as a machine that is restarted does; what it appended to its file is there afterwards. */
  stop(): Promise<void>;
  /** Starts it again, where it was. */
  start(): Promise<void>;
  /** Everything that it holds, as text: names, values, fields, entries of streams. */
  dump(): Promise<string>;
}

/** What a Redis is started with. */
export interface RedisOptions {
  readonly password?: string;
  /** Whether what it holds outlives it. Default: no. */
  readonly keeps?: boolean;
}

/** Starts a Redis that ends with the test. */
export async function startRedis(options?: RedisOptions): Promise<RedisServer> {
  const server = await openRedis(options);
  onTestFinished(() => server.remove());
  return server;
}

/** Starts a Redis in a folder of its own, on a port that was free. `remove` ends it and leaves nothing. */
export async function openRedis({ password, keeps = false }: RedisOptions = {}): Promise<
  RedisServer & { remove(): Promise<void> }
> {
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-redis-'));
  const port = await freePort();
  const args = [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
    ...['--appendonly', keeps ? 'yes' : 'no', '--appendfsync', 'always'],
    ...(password === undefined ? [] : ['--requirepass', password]),
  ];
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn(program ?? '', args, { stdio: 'ignore' });
    await until(() => answers(port));
  };
  const stop = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    dump: () => dump(port, password),
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function dump(port: number, password: string | undefined): Promise<string> {
  const redis = new Redis({ host: '127.0.0.1', port, ...(password !== undefined && { password }) });
  try {
    const keys = await redis.keys('*');
    const values = await Promise.all(keys.map(async (key) => [key, await valueOf(redis, key)]));
    return JSON.stringify(values);
  } finally {
    redis.disconnect();
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, 0, -1);
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether it has loaded what it kept, and takes questions. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.on('data', (data) => {
      socket.destroy();
      resolve(/PONG|NOAUTH/.test(data.toString()));
    });
    socket.on('error', () => resolve(false));
  });
}

/** Asks until it is so, a turn of the event loop apart. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
