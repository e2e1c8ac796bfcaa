import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The repository's root. */
export const root = path.resolve(import.meta.dirname, '../..');

/** The command line's sources, in the bundle of `test/kit/bundled-phoney.ts`. */
export const testedPhoney = process.env['TESTED_PHONEY'] ?? path.join(root, 'src/cli/main.ts');

/** A program that ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `phoney` that runs. */
export interface RunningPhoney {
  readonly process: ChildProcess;
  /** Resolves with the first line of stdout that `matches`, be it past or to come. */
  line(matches: (line: string) => boolean): Promise<string>;
  /** The same of stderr. */
  stderrLine(matches: (line: string) => boolean): Promise<string>;
  readonly ended: Promise<Ended>;
}

/** No rate has to be held: this machine may be busy. A test that is about it says otherwise. */
const anyRate = { PHONEY_HELD: '0%' };

/** Starts `phoney` from source with these arguments. */
export function startPhoney(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = root): RunningPhoney {
  const child = spawn(process.execPath, [testedPhoney, ...args], {
    cwd,
    env: { ...process.env, ...anyRate, ...env },
  });
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
    for (const look of waiting) look();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
    for (const look of waiting) look();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  const lineOf = (text: () => string, matches: (line: string) => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = text().split('\n').slice(0, -1).find(matches);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`phoney ended without that line.\n${stdout}\n${stderr}`)));
    });
  return {
    process: child,
    ended,
    line: (matches) => lineOf(() => stdout, matches),
    stderrLine: (matches) => lineOf(() => stderr, matches),
  };
}

/** Runs `phoney` to its end. */
export function phoney(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = root): Promise<Ended> {
  return startPhoney(args, env, cwd).ended;
}

/** A folder that goes away with the test file. */
export function makeFolder(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What a receiver does with a request: answers a status, says nothing, or breaks the connection. */
export type Reply = number | 'silence' | 'reset' | 'half an answer';

/** A receiver under a test's control, which remembers what it answered. */
export interface TestReceiver {
  readonly url: string;
  /** For each `event_id`, the replies in order. */
  readonly replies: ReadonlyMap<string, readonly Reply[]>;
  /** For each `event_id`, the distinct bodies that carried it. */
  readonly bodies: ReadonlyMap<string, ReadonlySet<string>>;
  readonly requestCount: number;
  close(): Promise<void>;
}

/** Starts a receiver that asks for a client certificate and replies to the nth request (from 1) as told. */
export async function startReceiver(
  certs: string,
  replyTo: (nth: number, body: string) => Reply,
): Promise<TestReceiver> {
  const read = (name: string): Buffer => readFileSync(path.join(certs, name));
  const replies = new Map<string, Reply[]>();
  const bodies = new Map<string, Set<string>>();
  let requestCount = 0;
  const options = {
    key: read('server-key.pem'),
    cert: read('server.pem'),
    ca: read('ca.pem'),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3' as const,
  };
  const server: Server = createServer(options, (request, response) => {
    void readBody(request).then((body) => {
      const reply = replyTo(++requestCount, body);
      const { event_id: eventId } = JSON.parse(body) as { event_id: string };
      replies.set(eventId, [...(replies.get(eventId) ?? []), reply]);
      bodies.set(eventId, (bodies.get(eventId) ?? new Set()).add(body));
      answer(request, response, reply);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}/events`,
    replies,
    bodies,
    get requestCount() {
      return requestCount;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'reset') {
    request.socket.destroy();
    return;
  }
  if (reply === 'half an answer') {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    response.socket?.end();
    return;
  }
  response.writeHead(reply).end();
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
