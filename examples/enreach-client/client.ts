import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

/** A client of Enreach RTE that gets over everything that `phoney check enreach` does to it. */

const {
  PHONEY_CHECK_TOKEN: tokenUrl = '',
  RTE_USER: user = 'alice',
  RTE_PASSWORD: password = 'phoney',
} = process.env;
const againMs = [0, 500, 2000, 5000];

interface Access {
  readonly WssEndpoint: string;
  readonly Token: string;
}

/** A token's life is limited: one is fetched for every connection. */
async function fetchAccess(): Promise<Access> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const response = await fetch(tokenUrl, { headers: { authorization } });
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}.`);
  return (await response.json()) as Access;
}

/** Whose token it is: the user's id, by which events are asked for. */
function ownerOf({ Token }: Access): string {
  const claims = JSON.parse(Buffer.from(Token.split('.')[1] ?? '', 'base64url').toString()) as {
    sub: string;
  };
  return claims.sub;
}

function take(message: { readonly data: { readonly eventType: string } }): void {
  // What is not known is left alone: more may come in another version.
  if (message.data.eventType === 'UserStatus') process.stdout.write(`${JSON.stringify(message.data)}\n`);
}

/** One connection, with all that happens to it until it is over for good. */
async function live(): Promise<void> {
  const access = await fetchAccess();
  const connection = new HubConnectionBuilder()
    .withUrl(access.WssEndpoint, { accessTokenFactory: async () => (await fetchAccess()).Token })
    .withAutomaticReconnect({
      nextRetryDelayInMilliseconds: ({ previousRetryCount: count }) => againMs[count] ?? 5000,
    })
    .configureLogging(LogLevel.None)
    .build();
  const closed = new Promise<void>((resolve) => connection.onclose(() => resolve()));
  const subscribe = async (): Promise<void> => {
    const items = ['UserStatus', 'UserAvailability'].map((EventName) => ({
      EntityId: ownerOf(access),
      EventName,
    }));
    await connection.invoke('Subscribe', items);
  };
  connection.on('MessageReceived', take);
  // The hub remembers nothing. When the connection is lost meanwhile, this is called again.
  connection.onreconnected(() => void subscribe().catch(() => undefined));
  await connection.start();
  await subscribe();
  await closed;
}

// A close message that does not allow to reconnect ends the connection, and not this program.
for (;;) {
  await live().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
