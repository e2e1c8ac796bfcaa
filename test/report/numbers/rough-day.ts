import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { makeFolder, startPhoney, type RunningPhoney } from '../../acceptance/world.ts';

/** A run of three vendors that is over, with everything that was told of it. Whoever serves it is still there. */
export interface RoughDay {
  /** Where the record is, `day.ndjson.gz`, and in `reports` what --report-dir writes. */
  readonly folder: string;
  /** The last line of `--json`. */
  readonly summary: Readonly<Record<string, unknown>>;
  /** The control API, with the console. */
  readonly control: string;
  /** How often the receiver sent a whole answer with each status. */
  readonly answered: Readonly<Record<string, number>>;
  /** What a GET of the control API answers. */
  readonly ask: (path: string) => Promise<string>;
  /** Ends whoever serves it; the reports are whole then. */
  readonly end: () => Promise<void>;
  readonly remove: () => void;
}

const password = 'phoney';

/** Everything that books, times and verdicts can have in them. */
const scenario = (origin: string): string => `
seed: 23
start: 2026-03-02T08:00
duration: 15m
grace: 1s
centre:
  time_zone: Europe/Helsinki
  queues: [{ name: Sales }, { name: Service, max_wait: 1m }]
  agents:
    - { name: alice, queues: [Sales], supervisor: true }
    - { name: agent, count: 5, queues: [Sales, Service] }
traffic: [{ queue: Sales, per_hour: 24 }, { queue: Service, per_hour: 16 }]
commands:
  - { at: +1m, do: contact.start, ref: short, queue: Sales, patience: endless, talk: 30s, wrap_up: 5s }
  - { at: +12m, do: contact.hang-up, contact: short }
  - { at: +3m, do: agent.set-status, agent: alice, status: lunch, for: 4m }
faults:
  - { fault: drop, name: kept back, every: 23, where: { vendor: asapp } }
  - { fault: duplicate, name: twice, every: 11, when: at_once }
  - { fault: delay, name: too late, by: 5h, every: 37, where: { vendor: asapp } }
  - { fault: slow, bytes_per_second: 20000, every: 29 }
limits: { connections_per_feed: 4 }
targets:
  asapp:
    feeds:
      activity: { url: '${origin}/asapp/activity', retries: 2, timeout_ms: 100, retry_pause: { first: 1ms, max: 3ms } }
      journey: { url: '${origin}/asapp/journey', retries: 1, timeout_ms: 100, retry_pause: { first: 1ms, max: 3ms } }
      queue: { url: '${origin}/asapp/queue', retries: 0, timeout_ms: 100, event_list: [queue_size_updated] }
  ringcentral:
    wfm: { agent_event_url: '${origin}/ringcentral/agents', call_event_url: '${origin}/ringcentral/calls', retries: 1, timeout_ms: 100 }
  enreach: { sign_in: { password: ${password} } }
expect:
  - { metric: dropped, max: 0 }
  - { metric: rendered, min: 1 }
  - { id: 'nearly <all>', metric: delivered_share, min: 99.99 % }
  - { id: quick, metric: latency_p99, max: 1ms }
  - { percentile: 50, of: response, max: 1ms }
  - { percentile: 95, of: receiver, max: 1ms }
  - { percentile: 99, of: lateness, feed: asapp.activity, max: 1ms }
  - { percentile: 95, of: receiver, feed: asapp.journey, max: 10s }
  - { id: statuses, status: { 2xx: { min: 1 }, 5xx: { max: 0 }, none: { max: 0.01 % } } }
  - { order: { sent: { max: 0 } }, vendor: ringcentral }
  - { retries: { tries: { max: 2 } } }
  - { id: somebody listens, hub: { connected: { min: 1 } }, client: alice }
  - { rate: { offered: { min: 0.1 } } }
`;

/** Plays the day to its end as `phoney serve` does, to a receiver that misbehaves and a client of the hub. */
export async function playRoughDay(): Promise<RoughDay> {
  const folder = makeFolder();
  const receiver = await openReceiver();
  const file = (name: string): string => path.join(folder.path, name);
  writeFileSync(file('day.yaml'), scenario(receiver.origin));
  const flags = '--plain --port 0 --console --control-port 0 --paused --json --report-dir reports';
  const args = ['serve', 'day.yaml', ...flags.split(' '), '--record', 'day.ndjson.gz'];
  const serving = startPhoney(args, {}, folder.path);
  const { control, summary } = await steer(serving).catch((error: unknown) => {
    serving.process.kill('SIGKILL');
    throw error;
  });
  const ask = async (where: string): Promise<string> => (await fetch(control + where)).text();
  return {
    folder: folder.path,
    summary,
    control,
    answered: receiver.answered,
    ask,
    async end() {
      serving.process.kill('SIGTERM');
      await serving.ended;
      await receiver.close();
    },
    remove: folder.remove,
  };
}

/** Has a client listen, plays the day to its end, and stops the run, which is served for whoever asks. */
async function steer(serving: RunningPhoney): Promise<Pick<RoughDay, 'control' | 'summary'>> {
  const lineOf = async (type: string): Promise<unknown> =>
    JSON.parse(await serving.line((text) => text.startsWith(`{"type":"${type}"`)));
  const ready = (await lineOf('ready')) as Ready;
  const control = ready.control.url;
  const client = await listen(ready);
  await post(control, '/v1/commands', { do: 'fault.start', fault: 'duplicate', name: 'by hand', first: 3 });
  await post(control, '/v1/run/advance', { by: '15m' });
  await client.stop();
  await post(control, '/v1/run/stop');
  return { control, summary: (await lineOf('summary')) as RoughDay['summary'] };
}

/** What is known once the servers are open. */
interface Ready {
  readonly rte: string;
  readonly origin: string;
  readonly users: readonly { readonly id: string }[];
  readonly control: { readonly url: string };
}

/** A client that hears of every user. */
async function listen({ rte, origin, users }: Ready) {
  const credentials = Buffer.from(`alice:${password}`).toString('base64');
  const answer = await fetch(`${origin}/token/me/rte/`, {
    headers: { authorization: `Basic ${credentials}` },
  });
  const { Token: token } = (await answer.json()) as { readonly Token: string };
  const connection = new HubConnectionBuilder()
    .withUrl(rte, { accessTokenFactory: () => token })
    .configureLogging(LogLevel.None)
    .build();
  connection.on('MessageReceived', () => undefined);
  await connection.start();
  const names = await connection.invoke<string[]>('AvailableSubscriptions');
  const wishes = users.flatMap(({ id }) =>
    names.filter((name) => name.startsWith('User')).map((name) => ({ EntityId: id, EventName: name })),
  );
  await connection.invoke('Subscribe', wishes);
  return connection;
}

async function post(origin: string, where: string, body: object = {}): Promise<void> {
  const answer = await fetch(origin + where, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
}

/** What it does with a request: the same with the same bytes for the same time. */
const moods = [503, 'silence', 429, 'reset', 500, 'half an answer'] as const;

async function openReceiver() {
  const answered: Record<string, number> = {};
  const times = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    let text = request.url ?? '';
    request.on('data', (data: Buffer) => (text += data.toString()));
    request.on('end', () => {
      const nth = (times.get(text) ?? 0) + 1;
      times.set(text, nth);
      const draw = createHash('sha256').update(`${nth} ${text}`).digest().readUInt16BE(0) % 48;
      const mood = moods[draw] ?? 200;
      if (mood === 'silence') return;
      if (mood === 'reset') return void request.socket.destroy();
      if (mood === 'half an answer') {
        response.writeHead(200, { 'content-length': '100' });
        return void response.write('half', () => request.socket.end());
      }
      answered[mood] = (answered[mood] ?? 0) + 1;
      response.writeHead(mood).end(mood === 200 ? 'ok' : `{"no":"${mood} <b>"}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A report of the day, by the name of its file. */
export function reportOf({ folder }: Pick<RoughDay, 'folder'>, name: string): string {
  return readFileSync(path.join(folder, 'reports', name), 'utf8');
}
