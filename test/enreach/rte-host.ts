import { HubConnectionBuilder, HttpTransportType, LogLevel, type HubConnection } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { CentreView } from '../../src/centre/model/view.ts';
import type { HubMessage, Outcome } from '../../src/channels/message.ts';
import { enreachConfig } from '../../src/dialects/enreach/config.ts';
import { createEnreach, type EnreachDialect } from '../../src/dialects/enreach/index.ts';
import { openHost } from '../../src/server/open-server.ts';
import { machineClock, type Clock } from '../../src/lib/clock.ts';

/** A received `MessageReceived`. */
export interface Received {
  readonly subscription: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A client, and what it has received. */
export interface TestClient {
  readonly connection: HubConnection;
  readonly received: Received[];
  /** Resolves when there are `count` messages. */
  until(count: number): Promise<void>;
}

/** How a client connects. Default: websockets and JSON. */
export interface ClientWish {
  readonly transport?: HttpTransportType;
  readonly messagePack?: boolean;
  readonly token?: string;
}

/** RTE over a hand-made centre on a real port. */
export interface RteHost {
  readonly origin: string;
  readonly dialect: EnreachDialect;
  readonly outcomes: Outcome[];
  /** What the host was told of clients' mistakes. */
  readonly misuses: string[];
  fetchToken(
    user: string,
    options?: { readonly path?: string; readonly password?: string },
  ): Promise<Response>;
  tokenOf(user: string): Promise<string>;
  connect(user: string, wish?: ClientWish): Promise<TestClient>;
  idOf(name: string): string;
  render(event: CentreEvent): HubMessage[];
  send(messages: readonly HubMessage[]): void;
  /** Renders an event and sends its messages, as a run would. */
  play(event: CentreEvent): HubMessage[];
  drain(): Promise<void>;
}

/** Opens it for one test. Everybody's password is `phoney`. */
export async function openRte(
  view: CentreView,
  {
    config = {},
    env = {},
    clock = machineClock,
  }: { config?: z.input<typeof enreachConfig>; env?: Record<string, string>; clock?: Clock } = {},
): Promise<RteHost> {
  const parsed = enreachConfig.parse({ sign_in: { password: 'phoney' }, ...config });
  const dialect = createEnreach(parsed, { seed: 1, host: { env, readFile: () => '' } });
  dialect.render({ type: 'day.began', at: view.now }, view);
  const outcomes: Outcome[] = [];
  const misuses: string[] = [];
  const errors: unknown[] = [];
  const host = await openHost({});
  host.serve([dialect], {
    clock,
    observer: { attempted: () => {}, ended: (_message, outcome) => outcomes.push(outcome) },
    onError: (error) => errors.push(error),
    onMisuse: (message) => misuses.push(message),
  });
  const connections: HubConnection[] = [];
  onTestFinished(async () => {
    await Promise.all(connections.map((connection) => connection.stop()));
    await host.close();
  });
  const names = [...dialect.directory.users, ...dialect.directory.queues];
  let seq = 0;

  const rte: RteHost = {
    origin: host.origin,
    dialect,
    outcomes,
    misuses,
    fetchToken: (user, { path = '/token/me/rte/', password = 'phoney' } = {}) =>
      fetch(`${host.origin}${path}`, {
        headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
      }),
    async tokenOf(user) {
      const body = (await (await rte.fetchToken(user)).json()) as { Token: string };
      return body.Token;
    },
    async connect(user, { transport = HttpTransportType.WebSockets, messagePack = false, token } = {}) {
      const builder = new HubConnectionBuilder()
        .withUrl(`${host.origin}/rte`, { transport, accessTokenFactory: () => token ?? rte.tokenOf(user) })
        .configureLogging(LogLevel.None);
      const connection = (
        messagePack ? builder.withHubProtocol(new MessagePackHubProtocol()) : builder
      ).build();
      connections.push(connection);
      const client = collect(connection);
      await connection.start();
      return client;
    },
    idOf(name) {
      const found = names.find((each) => each.name === name);
      if (found === undefined) throw new Error(`There is no ${name}.`);
      return found.id;
    },
    render: (event) =>
      dialect
        .render(event, view)
        .map((draft): HubMessage => ({ ...draft, seq: ++seq, at: event.at, vendor: dialect.vendor })),
    send: (messages) => {
      for (const message of messages) host.channel.send(message, clock.monotonicMs());
    },
    play(event) {
      const messages = rte.render(event);
      rte.send(messages);
      return messages;
    },
    drain: () => host.channel.drain(new AbortController().signal),
  };
  return rte;
}

function collect(connection: HubConnection): TestClient {
  const received: Received[] = [];
  let changed = (): void => {};
  connection.on('MessageReceived', (message: Received) => {
    received.push(message);
    changed();
  });
  return {
    connection,
    received,
    async until(count) {
      while (received.length < count) await new Promise<void>((resolve) => (changed = resolve));
    },
  };
}
