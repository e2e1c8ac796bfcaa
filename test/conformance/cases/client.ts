import { HttpTransportType, Subject } from '@microsoft/signalr';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildClient, type ClientOptions, type WatchedClient } from '../official-client.ts';
import { startProxy } from '../proxy.ts';
import { subscribeBoth, timeScale, userEntity, withEntityNames, type World } from '../world.ts';
import type { Cases } from './cases.ts';

type Row = Record<string, unknown>;
type Own = Partial<ClientOptions>;

const { WebSockets, ServerSentEvents, LongPolling } = HttpTransportType;
const kinds: Readonly<Record<string, Own>> = {
  websockets: { transport: WebSockets },
  'websockets-skip-negotiation': { transport: WebSockets, skipNegotiation: true },
  'websockets-stateful-reconnect-asked': { transport: WebSockets, stateful: true },
  sse: { transport: ServerSentEvents },
  longpolling: { transport: LongPolling },
  any: {},
};

async function started(world: World, own: Own): Promise<WatchedClient> {
  const client = buildClient({ url: world.url, token: world.token, ...own });
  client.connection.on('MessageReceived', () => undefined);
  await client.connection.start();
  return client;
}

const keysOf = (rows: readonly Row[]): string[][] => rows.map((row) => Object.keys(row).sort());
const textOf = (error: unknown): string => (error as Error).message;

async function methods(world: World, own: Own): Promise<unknown> {
  const { connection, log } = await started(world, own);
  const { state, connectionId } = connection;
  const shown = {
    state,
    hasId: typeof connectionId,
    subscribe: await connection.invoke<Row[]>('Subscribe', subscribeBoth),
    active: keysOf(await connection.invoke('ActiveSubscriptions')),
    available: (await connection.invoke<string[]>('AvailableSubscriptions')).includes('UserStatus'),
    unsubscribe: keysOf(await connection.invoke('Unsubscribe', subscribeBoth.slice(0, 1))),
    all: await connection.invoke<boolean>('UnsubscribeAll'),
    none: await connection.invoke<Row[]>('ActiveSubscriptions'),
    sendIsQuiet: await connection.send('UnsubscribeAll').then(() => true),
  };
  await connection.stop();
  return withEntityNames({ ...shown, log, after: connection.state });
}

async function errors(world: World, own: Own): Promise<unknown> {
  const { connection } = await started(world, own);
  const failing = (...call: [string, ...unknown[]]): Promise<string> =>
    connection.invoke(...call).then(() => 'none', textOf);
  const shown = {
    unknown: await failing('NoSuch'),
    count: await failing('Subscribe'),
    kind: await failing('Subscribe', 7),
    streamOnPlain: await new Promise((resolve) =>
      connection.stream('UnsubscribeAll').subscribe({
        next: () => undefined,
        complete: () => resolve('none'),
        error: (error) => resolve(textOf(error)),
      }),
    ),
    still: await connection.invoke<boolean>('UnsubscribeAll'),
  };
  await connection.stop();
  return shown;
}

async function messageReceived(world: World, own: Own): Promise<unknown> {
  const { connection } = await started(world, own);
  const messages: { subscription: Row; data: Row }[] = [];
  const enough = new Promise<void>((resolve) => {
    connection.on('MessageReceived', (message: { subscription: Row; data: Row }) => {
      if (messages.push(message) >= 3) resolve();
    });
  });
  await connection.invoke('Subscribe', subscribeBoth);
  await connection.invoke('TestEmit', userEntity, 'UserStatus', 3);
  await enough;
  await connection.stop();
  const { subscription, data } = messages[0] as { subscription: Row; data: Row };
  const names = Object.keys(subscription).sort();
  return withEntityNames({
    atLeast3: messages.length >= 3,
    keys: Object.keys(messages[0] ?? {}).sort(),
    subscription: names,
    dataCamel: Object.keys(data).every((name) => /^[a-z]/.test(name)),
    entityId: data['entityId'],
    kinds: Object.fromEntries(names.map((name) => [name, typeof subscription[name]])),
  });
}

async function streamAndUpload(world: World, own: Own): Promise<unknown> {
  const { connection } = await started(world, own);
  const items: number[] = [];
  await new Promise<void>((complete, error) =>
    connection
      .stream<number>('TestCounter', 4, 1)
      .subscribe({ next: (item) => items.push(item), complete, error }),
  );
  const upload = new Subject<number>();
  const sum = connection.invoke<number>('TestSum', upload);
  for (const number of [1, 2, 3]) upload.next(number);
  upload.complete();
  const shown = { items, sum: await sum, echo: await connection.invoke<string>('TestEcho', 'å€😀') };
  await connection.stop();
  return shown;
}

async function serverAbort(world: World, own: Own): Promise<unknown> {
  const { connection, log, logged } = await started(world, { ...own, reconnectDelaysMs: [0, 20, 100] });
  await connection.send('TestAbort');
  await logged('reconnected');
  const { state } = connection;
  const shown = log.map(([event, argument]) => [event, event === 'reconnected' ? 'text' : argument]);
  await connection.stop();
  return { log: shown, state };
}

/** What came with an event: an error, an id, nothing. */
const kindOf = (argument: unknown): string => (argument instanceof Error ? 'error' : typeof argument);

async function protocolError(world: World, own: Own): Promise<unknown> {
  const { connection, log, logged } = await started(world, { ...own, reconnectDelaysMs: [0, 20, 100] });
  await (connection as unknown as { connection: { send(text: string): Promise<void> } }).connection.send(
    'nonsense\u001e',
  );
  await logged('reconnected');
  const shown = { log: log.map(([event, argument]) => [event, kindOf(argument)]), state: connection.state };
  await connection.stop();
  return shown;
}

async function droppedAndBack(world: World, own: Own): Promise<unknown> {
  const proxy = await startProxy(world.testHub.port);
  const url = `http://127.0.0.1:${proxy.port}/rte`;
  const { connection, log, logged } = await started(world, { ...own, url, reconnectDelaysMs: [0, 20, 100] });
  const { connectionId } = connection;
  await connection.invoke('Subscribe', subscribeBoth);
  proxy.drop();
  await logged('reconnected');
  const shown = {
    log: log.map(([event, argument]) => [event, kindOf(argument)]),
    newId: connection.connectionId !== connectionId,
    active: await connection.invoke<unknown[]>('ActiveSubscriptions'),
  };
  await connection.stop();
  await proxy.stop();
  return shown;
}

async function droppedForGood(world: World, own: Own): Promise<unknown> {
  const proxy = await startProxy(world.testHub.port);
  const url = `http://127.0.0.1:${proxy.port}/rte`;
  const { connection, log, logged } = await started(world, { ...own, url });
  proxy.drop();
  await logged('close');
  await proxy.stop();
  const shown = log.map(([event, error]) => [event, typeof (error instanceof Error ? error.message : error)]);
  return { kinds: shown, state: connection.state };
}

async function staysOpen(world: World, own: Own): Promise<unknown> {
  const { connection, log } = await started(world, { ...own, timeScale });
  await sleep(40_000 / timeScale);
  const { state } = connection;
  const seen = [...log];
  const works = await connection.invoke<boolean>('UnsubscribeAll');
  await connection.stop();
  return { state, log: seen, works };
}

function forKinds(
  what: string,
  act: (world: World, own: Own) => Promise<unknown>,
  names: readonly string[],
): Cases {
  return Object.fromEntries(
    names.map((name) => [`client.${name}.${what}`, (world) => act(world, kinds[name] ?? {})]),
  );
}

export const clientCases: Cases = {
  ...forKinds('methods', methods, ['websockets-skip-negotiation', 'sse', 'any']),
  ...forKinds('errors', errors, ['websockets-skip-negotiation', 'sse', 'any']),
  ...forKinds('message-received', messageReceived, ['sse', 'any']),
  ...forKinds('stream-and-upload', streamAndUpload, [
    'sse',
    'longpolling',
    'any',
    'websockets-stateful-reconnect-asked',
  ]),
  ...forKinds('server-abort-is-a-drop', serverAbort, [
    'websockets',
    'websockets-skip-negotiation',
    'sse',
    'longpolling',
    'any',
  ]),
  ...forKinds('server-error-close.automatic-reconnect', protocolError, ['websockets']),
  ...forKinds('drop-with-automatic-reconnect', droppedAndBack, ['websockets', 'longpolling']),
  ...forKinds('drop-plain', droppedForGood, ['sse', 'longpolling']),
  'client.requests-websockets': async (world) => {
    const proxy = await startProxy(world.testHub.port);
    const url = `http://127.0.0.1:${proxy.port}/rte`;
    const { connection } = await started(world, { url, transport: WebSockets });
    await connection.stop();
    await proxy.stop();
    return proxy.requestLines.map((line) =>
      line.replace(/id=[\w-]+/, 'id=<id>').replace(/&access_token=[^ ]+/, ''),
    );
  },
};

/** Cases in which nothing happens for a long time. */
export const fastClientCases: Cases = {
  'client.idle-40s-stays-open-longpolling': (world) => staysOpen(world, { transport: LongPolling }),
  'client.idle-40s-stays-open-sse': (world) => staysOpen(world, { transport: ServerSentEvents }),
};
