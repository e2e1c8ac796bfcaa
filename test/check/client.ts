import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';

/** What a client does otherwise than a good one. */
export interface ClientWays {
  /** Shows the token of its first connection again. */
  readonly keepsToken?: true;
  /** Default: the right one. */
  readonly password?: string;
  /** Subscribes when it has started, and not when it is back. */
  readonly subscribesOnce?: true;
  /** Events that it asks for. Default: two of its user's. */
  readonly events?: readonly string[];
  /** How often it pings. Default: often. */
  readonly pingEveryMs?: number;
  /** How long the hub may be silent. Default: a few seconds. */
  readonly serverTimeoutMs?: number;
  /** Whether it falls over a message, and is gone. */
  readonly fallsOver?: (message: Received) => boolean;
  /** Does not come back by itself. */
  readonly staysAway?: true;
  /** Comes back after a close message that says that it may not. Default: it does. */
  readonly heedsClose?: true;
  /** Whether it knows no other transport than WebSockets. */
  readonly webSocketsOnly?: true;
}

/** A message as it comes. */
export interface Received {
  readonly subscription: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A client that goes on until it is ended. */
export interface StartedClient {
  end(): Promise<void>;
}

const againMs = 20;

/** Microsoft's client for the hub, right in everything but its ways. `variables` are what `phoney check` tells. */
export function startClient(
  variables: Readonly<Record<string, string>>,
  ways: ClientWays = {},
): StartedClient {
  const client = new Client(variables['PHONEY_CHECK_TOKEN'] ?? '', ways);
  void client.run();
  return client;
}

class Client implements StartedClient {
  readonly #tokenUrl: string;
  readonly #ways: ClientWays;
  #connection: HubConnection | undefined;
  #isOver = false;
  #first: string | undefined;

  constructor(tokenUrl: string, ways: ClientWays) {
    this.#tokenUrl = tokenUrl;
    this.#ways = ways;
  }

  /** Connects until it is connected, and again whenever the connection is over for good. */
  async run(): Promise<void> {
    for (let lives = true; lives && !this.#isOver;) {
      try {
        lives = await this.#live();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    }
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#connection?.stop();
  }

  /** Until its connection is over. Answers whether there is to be another. */
  async #live(): Promise<boolean> {
    const { events = ['UserStatus', 'UserAvailability'], ...ways } = this.#ways;
    const { WssEndpoint: url, Token: token } = await this.#ask();
    this.#first ??= token;
    const user = subjectOf(token);
    const builder = new HubConnectionBuilder()
      .withUrl(url, {
        ...(ways.webSocketsOnly && { transport: HttpTransportType.WebSockets }),
        accessTokenFactory: async () => (ways.keepsToken ? (this.#first ?? '') : (await this.#ask()).Token),
      })
      .withServerTimeout(ways.serverTimeoutMs ?? 2500)
      .withKeepAliveInterval(ways.pingEveryMs ?? 100)
      .configureLogging(LogLevel.None);
    if (!ways.staysAway) builder.withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => againMs });
    const connection = builder.build();
    this.#connection = connection;
    const closed = new Promise<void>((resolve) => connection.onclose(() => resolve()));
    const subscribe = async (): Promise<void> => {
      const items = events.map((EventName) => ({ EntityId: user, EventName }));
      // Lost on the way: it will be called again.
      await connection.invoke('Subscribe', items).catch(() => undefined);
    };
    connection.on('MessageReceived', (message: Received) => {
      if (ways.fallsOver?.(message) === true) void this.end();
    });
    if (!ways.subscribesOnce) connection.onreconnected(() => void subscribe());
    await connection.start();
    if (events.length > 0) await subscribe();
    await closed;
    return ways.staysAway !== true && ways.heedsClose !== true;
  }

  async #ask(): Promise<{ readonly WssEndpoint: string; readonly Token: string }> {
    const { password = 'phoney' } = this.#ways;
    const authorization = `Basic ${Buffer.from(`alice:${password}`).toString('base64')}`;
    const response = await fetch(this.#tokenUrl, { headers: { authorization } });
    if (!response.ok) throw new Error(`No token: ${response.status}.`);
    return (await response.json()) as { WssEndpoint: string; Token: string };
  }
}

function subjectOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    sub: string;
  };
  return claims.sub;
}
