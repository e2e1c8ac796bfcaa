import {
  type HttpTransportType,
  type HubConnection,
  HubConnectionBuilder,
  type IHttpConnectionOptions,
  type IHubProtocol,
  LogLevel,
} from '@microsoft/signalr';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happened to a client, in order: the event and what came with it. */
type ClientLog = [event: string, argument: unknown][];

export interface WatchedClient {
  readonly connection: HubConnection;
  readonly log: ClientLog;
  /** Waits until the log has this event. */
  readonly logged: (event: string, timeoutMs?: number) => Promise<void>;
}

export interface ClientOptions {
  readonly url: string;
  readonly token: string;
  readonly transport?: HttpTransportType | undefined;
  readonly skipNegotiation?: boolean;
  readonly reconnectDelaysMs?: number[] | undefined;
  readonly stateful?: boolean;
  readonly protocol?: IHubProtocol | undefined;
  /** Pings and patience on a faster server's scale. */
  readonly timeScale?: number;
}

/** The client packages' parts that differ between versions. */
export interface ClientPackage {
  readonly HubConnectionBuilder: new () => HubConnectionBuilder;
}

/** Builds Microsoft's client and writes down what happens to it. */
export function buildClient(
  options: ClientOptions,
  { HubConnectionBuilder: Builder }: ClientPackage = current,
): WatchedClient {
  const {
    url,
    token,
    transport,
    skipNegotiation = false,
    reconnectDelaysMs,
    stateful,
    protocol,
    timeScale = 1,
  } = options;
  const http: IHttpConnectionOptions = {
    accessTokenFactory: () => token,
    skipNegotiation,
    ...(transport === undefined ? {} : { transport }),
  };
  const builder = new Builder().withUrl(url, http).configureLogging(LogLevel.None);
  if (reconnectDelaysMs !== undefined) builder.withAutomaticReconnect(reconnectDelaysMs);
  if (stateful === true) builder.withStatefulReconnect();
  if (protocol !== undefined) builder.withHubProtocol(protocol);
  const connection = builder.build();
  connection.keepAliveIntervalInMilliseconds = 15_000 / timeScale;
  connection.serverTimeoutInMilliseconds = 30_000 / timeScale;
  const log: ClientLog = [];
  connection.onreconnecting((error) => log.push(['reconnecting', error ?? null]));
  connection.onreconnected((id) => log.push(['reconnected', id ?? null]));
  connection.onclose((error) => log.push(['close', error ?? null]));
  return {
    connection,
    log,
    logged: async (event, timeoutMs = 5000) => {
      for (let waited = 0; !log.some(([each]) => each === event); waited += 5) {
        if (waited > timeoutMs) throw new Error(`${event} did not come; there was ${JSON.stringify(log)}`);
        // oxlint-disable-next-line no-await-in-loop
        await sleep(5);
      }
    },
  };
}

const current: ClientPackage = { HubConnectionBuilder };
