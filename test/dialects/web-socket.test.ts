import { once } from 'node:events';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { startPhoney, type Phoney, type RecordedClient } from '../../src/index.ts';

const key: `/${string}` = `/${path.resolve(import.meta.dirname, 'modules/stream.ts').replace(/^\//, '')}`;

async function start(faults: readonly object[] = [], settings: object = {}): Promise<Phoney> {
  const phoney = await startPhoney({
    scenario: {
      start: '2026-03-02T08:00',
      duration: '8h',
      centre: {
        queues: [{ name: 'Sales' }],
        agents: [
          { name: 'alice', queues: ['Sales'] },
          { name: 'bob', queues: ['Sales'] },
        ],
      },
      traffic: [{ profile: 'voice', queue: 'Sales', per_hour: 60 }],
      faults: faults as [],
      targets: { [key]: settings },
    },
  });
  onTestFinished(() => phoney[Symbol.asyncDispose]());
  return phoney;
}

/** A client, with everything that it was told. */
class Client {
  readonly told: Record<string, unknown>[] = [];
  readonly socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(phoney: Phoney, query = '?token=let-me-in', headers = {}) {
    this.socket = new WebSocket(`${phoney.url?.replace('http', 'ws')}/stream${query}`, { headers });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      this.told.push(JSON.parse(data.toString()) as Record<string, unknown>);
      for (const look of this.#waiting) look();
    });
    onTestFinished(() => this.socket.terminate());
  }

  get states(): Record<string, unknown>[] {
    return this.told.filter(({ username }) => username !== undefined);
  }

  async subscribe(...topics: readonly string[]): Promise<unknown> {
    if (this.socket.readyState !== WebSocket.OPEN) await once(this.socket, 'open');
    this.socket.send(JSON.stringify({ subscribe: topics }));
    return (await this.until(({ subscribed }) => subscribed !== undefined))['subscribed'];
  }

  until(isWanted: (told: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.told.find(isWanted);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  async closed(): Promise<number> {
    const [code] = (await once(this.socket, 'close')) as [number];
    return code;
  }
}

async function refusal(client: Client): Promise<number> {
  const [, response] = (await once(client.socket, 'unexpected-response')) as [
    unknown,
    { statusCode: number; destroy(): void },
  ];
  response.destroy();
  return response.statusCode;
}

/** What is recorded of the first client that left, or leaves from now on. */
function untilLeft(phoney: Phoney): Promise<RecordedClient> {
  return new Promise((resolve) => {
    phoney.follow(
      (record) => {
        if (record.type === 'client' && record.client.what === 'left') resolve(record.client);
      },
      { backlog: true },
    );
  });
}

/** Everything that is rendered, or copied, has one end. */
function expectBalance(phoney: Phoney): void {
  const feed = phoney.summary().feeds['stream.states'];
  if (feed === undefined) throw new Error('Nothing was sent.');
  const { rendered, copied, filtered, withheld, delivered, dropped, cutOff } = feed;
  expect(rendered + copied).toBe(filtered + withheld + delivered + dropped + cutOff);
  expect(rendered).toBeGreaterThan(5);
}

test('who has no good token is refused with 401 before the upgrade, in the query and in the header', async () => {
  const phoney = await start();
  expect(await refusal(new Client(phoney, ''))).toBe(401);
  expect(await refusal(new Client(phoney, '?token=wrong'))).toBe(401);
  expect(await refusal(new Client(phoney, '', { authorization: 'Bearer wrong' }))).toBe(401);
  expect(await new Client(phoney, '', { authorization: 'Bearer let-me-in' }).subscribe('alice')).toEqual([
    'alice',
  ]);
});

test('each client gets a copy of what it has subscribed to, in order, and nothing else', async () => {
  const phoney = await start();
  const [one, two] = [new Client(phoney), new Client(phoney)];
  await one.subscribe('alice');
  await two.subscribe('alice', 'bob');
  await phoney.advance('2h');
  const sent = phoney.deliveries({ vendor: 'stream' });
  await two.until(() => one.states.length + two.states.length === sent.length);
  const [first, second] = [one.states, two.states];
  expect(first.length).toBeGreaterThan(10);
  expect(second.filter(({ username }) => username === 'alice')).toEqual(first);
  expect(first.map(({ at }) => Number(at))).toEqual(first.map(({ at }) => Number(at)).sort((a, b) => a - b));
});

test('nothing is sent to nobody, and a client that is gone is not told of what comes later', async () => {
  const phoney = await start();
  await phoney.advance('1h');
  expect(phoney.deliveries()).toEqual([]);
  const client = new Client(phoney);
  await client.subscribe('alice');
  client.socket.close();
  await untilLeft(phoney);
  await phoney.advance('1h');
  expect(phoney.deliveries({ outcome: 'cut_off' })).toEqual([]);
});

test('a client may have so many topics, and send messages of such a length', async () => {
  const phoney = await start();
  const client = new Client(phoney);
  expect(await client.subscribe('a', 'b', 'c', 'd')).toEqual(['a', 'b', 'c']);
  client.socket.send('x'.repeat(1001));
  expect(await client.closed()).toBe(1009);
});

test('a client that does not read is dropped once so much waits for it, and what waited is cut off', async () => {
  const phoney = await start([], { max_buffered_bytes: 2000 });
  const client = new Client(phoney);
  await client.subscribe('alice', 'bob');
  const left = untilLeft(phoney);
  await phoney.command({ do: 'fault.start', fault: 'stall' });
  await phoney.advance('4h');
  expect(await left).toMatchObject({ reason: 'too-slow', client: 'alice' });
  await phoney.stop();
  expect(phoney.deliveries({ outcome: 'cut_off' }).length).toBeGreaterThan(5);
  expectBalance(phoney);
});

test('heartbeats of the dialect’s own come without being asked for, and pings are answered or the client is dropped', async () => {
  const phoney = await start([], { ping_every_ms: 30 });
  const [beats, deaf] = [new Client(phoney), new Client(phoney)];
  await beats.subscribe('alice');
  await deaf.subscribe('alice');
  await beats.until(({ heartbeat }) => heartbeat === true);
  deaf.socket.pause();
  const left = await untilLeft(phoney);
  expect(left).toMatchObject({ reason: 'timed-out' });
  expect(beats.socket.readyState).toBe(WebSocket.OPEN);
});

test.each([
  ['throw later', /threw in received: TypeError: later \(.*stream\.ts:\d+:\d+\)/],
  ['nothing', /threw in received: TypeError: A client cannot be sent undefined: JSON has no word for it/],
])('what it does wrong at a message, "%s", is its own, and the run goes on', async (message, told) => {
  const phoney = await start();
  const client = new Client(phoney);
  await client.subscribe('alice');
  client.socket.send(message);
  expect(await client.closed()).toBe(1011);
  expect(phoney.warnings.map((warning) => warning.message)).toEqual([expect.stringMatching(told)]);
  await phoney.advance('1h');
});

test.each([
  ['authenticate', 500, /threw in authenticate: TypeError: no books \(.*stream\.ts:\d+:\d+\)/],
  ['user', 500, /returned what cannot be used in authenticate: It has to be \{ id, name\? \} .*this is true/],
  ['connected', 1011, /threw in connected: TypeError: later \(.*stream\.ts:\d+:\d+\)/],
])('what it does wrong in %s is answered %i, and told as its own', async (breaks, answer, told) => {
  const phoney = await start([], { breaks });
  const client = new Client(phoney);
  expect(await (answer === 500 ? refusal(client) : client.closed())).toBe(answer);
  expect(phoney.warnings.map(({ message }) => message)).toEqual([expect.stringMatching(told)]);
});

test.each([
  { fault: 'answer_status' },
  { fault: 'answer_delay' },
  { fault: 'truncated' },
  { fault: 'token', how: 'expired' },
  { fault: 'endpoint' },
])('$fault is refused where a vendor has a WebSocket and no routes', async (fault) => {
  await expect(start([fault])).rejects.toThrow(
    new RegExp(`${fault.fault}\\b.* happens at a .*, and stream has none`),
  );
});

test('a vendor that is misspelt in a fault is one problem', async () => {
  const wrong = start([{ fault: 'drop', where: { vendor: 'streem' } }]);
  await expect(wrong).rejects.toMatchObject({
    problems: [{ message: '"streem" is not a vendor. Did you mean stream?' }],
  });
});

test('a dialect that throws at a client’s message closes it as broken, and the run goes on', async () => {
  const phoney = await start();
  const [thrown, other] = [new Client(phoney), new Client(phoney)];
  await other.subscribe('alice');
  await thrown.subscribe('alice');
  thrown.socket.send('throw');
  expect(await thrown.closed()).toBe(1011);
  expect(phoney.warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^The dialect "stream" threw in received: TypeError: on purpose \(.*stream\.ts:\d+:\d+\)/,
    ),
  ]);
  await phoney.advance('1h');
  expect(other.states.length).toBeGreaterThan(0);
});

test.each([
  ['duplicate', { fault: 'duplicate', probability: 0.5 }],
  ['drop', { fault: 'drop', probability: 0.5 }],
  ['delay', { fault: 'delay', by: '5m', probability: 0.5 }],
  ['hold', { fault: 'hold', from: '08:30', until: '09:00' }],
  ['reorder', { fault: 'reorder', probability: 0.5 }],
  ['corrupt', { fault: 'corrupt', how: 'missing', probability: 0.5 }],
  ['stale', { fault: 'stale', probability: 0.5 }],
  ['clock_skew', { fault: 'clock_skew', by: '1h' }],
  ['lose_connection', { fault: 'lose_connection', in_frame: true, from: '08:30' }],
  ['close', { fault: 'close', from: '08:30' }],
  ['forget_subscription', { fault: 'forget_subscription', from: '08:30' }],
  ['no_ping', { fault: 'no_ping', from: '08:30' }],
  ['restart', { fault: 'restart', from: '08:30' }],
])('the books balance under %s', async (_name, fault) => {
  const phoney = await start([fault]);
  const client = new Client(phoney);
  await client.subscribe('alice', 'bob');
  await phoney.advance('2h');
  await phoney.stop();
  expectBalance(phoney);
});

test('a run that ends says goodbye', async () => {
  const phoney = await start();
  const client = new Client(phoney);
  await client.subscribe('alice');
  const [code] = await Promise.all([client.closed(), phoney.stop()]);
  expect(code).toBe(1000);
});
