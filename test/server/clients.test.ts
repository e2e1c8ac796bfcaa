import { HubConnectionBuilder, HttpTransportType, LogLevel, type HubConnection } from '@microsoft/signalr';
import { expect, onTestFinished, test } from 'vitest';
import type { Dialect, InboundHub } from '../../src/dialects/dialect.ts';
import { machineClock, type Clock } from '../../src/lib/clock.ts';
import { openHost, type Host } from '../../src/server/open-server.ts';

const subscribed = new Set<string>();

/** A hub at which everybody is who the token says, and listens after calling Subscribe. */
const hub: InboundHub = {
  path: '/hub',
  settings: {
    keepAliveMs: 15_000,
    clientTimeoutMs: 30_000,
    maxMessageBytes: 32_768,
    maxBufferedBytes: 1_048_576,
  },
  methods: [{ name: 'Subscribe', takes: [], run: ({ id }) => void subscribed.add(id) }],
  authenticate: (token) => Promise.resolve({ id: token }),
  isListening: ({ id }) => subscribed.has(id),
  issueToken: (user) => Promise.resolve(user),
  nameOf: ({ id }) => id,
  subscriptionsOf: () => [],
  connected: () => undefined,
  forget: () => undefined,
  unasked: () => {
    throw new Error('Nobody asks.');
  },
  disconnected: () => undefined,
};

/** As REST subscriptions are told of. */
interface Rest {
  readonly tell: (change: 1 | -1) => void;
}

async function open(clock: Clock = machineClock): Promise<{ host: Host; rest: Rest }> {
  const host = await openHost({});
  onTestFinished(() => host.close());
  let tell: Rest['tell'] = () => undefined;
  const onSubscribers = (listener: Rest['tell']): void => void (tell = listener);
  const dialect: Dialect = {
    vendor: 'vendor',
    intervalsMs: [],
    lanes: [],
    render: () => [],
    inbound: { routes: [], hub, onSubscribers },
  };
  const observer = { attempted: () => undefined, ended: () => undefined };
  host.serve([dialect], { clock, observer, onError: (error) => expect(error).toBeUndefined() });
  return { host, rest: { tell: (change) => tell(change) } };
}

async function connect({ origin }: Host, user: string, transport: HttpTransportType): Promise<HubConnection> {
  const connection = new HubConnectionBuilder()
    .withUrl(`${origin}/hub`, { transport, accessTokenFactory: () => user })
    .configureLogging(LogLevel.None)
    .build();
  onTestFinished(() => connection.stop());
  await connection.start();
  return connection;
}

const goneFrom = (connection: HubConnection): Promise<unknown> =>
  new Promise((resolve) => connection.onclose(resolve));

test('the clients of a hub are listed while they are connected, and one can be disconnected', async () => {
  const { host } = await open();
  const startedMs = machineClock.wallMs();
  const one = await connect(host, 'one', HttpTransportType.WebSockets);
  await connect(host, 'two', HttpTransportType.ServerSentEvents);
  const [first, second] = host.clients('vendor');
  expect(first).toMatchObject({ user: { id: 'one' }, protocol: 'json', transport: 'WebSockets' });
  expect(second).toMatchObject({ user: { id: 'two' }, transport: 'ServerSentEvents' });
  expect(first?.connectedAtMs).toBeGreaterThanOrEqual(startedMs);
  expect(host.clients('other')).toEqual([]);

  const gone = goneFrom(one);
  expect(host.disconnect('vendor', first?.id ?? '')).toBe(true);
  await gone;
  expect(host.clients('vendor')).toEqual([second]);
  expect(host.disconnect('vendor', first?.id ?? '')).toBe(false);
  expect(host.disconnect('other', second?.id ?? '')).toBe(false);
});

test('who waits for clients waits for those who subscribed, at the hub or over REST, less those who left', async () => {
  const { host, rest } = await open();
  let isOver = false;
  const waiting = host.waitForClients(3, AbortSignal.timeout(20_000)).then(() => (isOver = true));
  const leaver = await connect(host, 'leaver', HttpTransportType.WebSockets);
  await leaver.invoke('Subscribe');
  rest.tell(1);
  await host.waitForClients(2, AbortSignal.timeout(20_000));
  await leaver.stop();
  await expect.poll(() => host.clients('vendor')).toEqual([]);
  rest.tell(1);
  rest.tell(-1);
  rest.tell(1);
  await connect(host, 'idle', HttpTransportType.WebSockets);
  expect(isOver).toBe(false);
  rest.tell(1);
  await waiting;
});

test.each([HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling])(
  'closing waits for the clients to leave and not a moment longer (transport %i)',
  async (transport) => {
    const { host } = await open({
      ...machineClock,
      // Nothing but the clients' leaving ends the time that they have.
      sleep: (_ms, signal) =>
        new Promise((resolve) => {
          if (signal?.aborted === true) resolve();
          else signal?.addEventListener('abort', () => resolve());
        }),
    });
    const connection = await connect(host, 'one', transport);
    const gone = goneFrom(connection);
    await host.close();
    // A close message is no error; a connection that is cut off would be.
    expect(await gone).toBeUndefined();
  },
);

test('who does not leave is cut off when the time is over', async () => {
  const passed = Promise.withResolvers<undefined>();
  const { host } = await open({ ...machineClock, sleep: () => passed.promise });
  // Negotiated and never attached: nobody who could leave.
  const negotiate = `${host.origin}/hub/negotiate?negotiateVersion=1`;
  await fetch(negotiate, { method: 'POST', headers: { authorization: 'Bearer one' } });
  const closed = host.close();
  passed.resolve(undefined);
  await closed;
  await expect(fetch(host.origin)).rejects.toThrow('fetch failed');
});
