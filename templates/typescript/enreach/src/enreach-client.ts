import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';

/** What the hub says, by the names of Enreach's pages. */
export interface RteMessage {
  readonly subscription: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>> & { readonly eventType: string };
}

/** Where the token comes from, and for whom. */
export interface Access {
  /** Such as `https://…/token/me/rte/`. */
  readonly tokenUrl: string;
  readonly user: string;
  readonly password: string;
  /** What is wanted of the user, such as `UserStatus`. */
  readonly eventNames: readonly string[];
}

/**
 * Connects to Enreach's RTE hub, and subscribes. The hub remembers nothing: after a lost connection a new token is fetched, and
 * everything is subscribed again.
 */
export async function connectToRte(
  access: Access,
  take: (message: RteMessage) => void,
): Promise<HubConnection> {
  const first = await fetchToken(access);
  const connection = new HubConnectionBuilder()
    .withUrl(first.WssEndpoint, { accessTokenFactory: async () => (await fetchToken(access)).Token })
    .withAutomaticReconnect()
    .configureLogging(LogLevel.None)
    .build();
  const items = access.eventNames.map((EventName) => ({ EntityId: ownerOf(first.Token), EventName }));
  const subscribe = (): Promise<unknown> => connection.invoke('Subscribe', items);
  connection.on('MessageReceived', take);
  connection.onreconnected(() => void subscribe().catch(() => undefined));
  await connection.start();
  await subscribe();
  return connection;
}

async function fetchToken({ tokenUrl, user, password }: Access): Promise<RteToken> {
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  const response = await fetch(tokenUrl, { headers: { authorization: `Basic ${basic}` } });
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}.`);
  return (await response.json()) as RteToken;
}

interface RteToken {
  readonly WssEndpoint: string;
  readonly Token: string;
}

/** Whose token it is: the user's id, by which events are asked for. */
function ownerOf(token: string): string {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(claims) as { readonly sub: string }).sub;
}
