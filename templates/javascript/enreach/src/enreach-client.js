import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

/**
 * Connects to Enreach's RTE hub, and subscribes. The hub remembers nothing: after a lost connection a new token is fetched, and
 * everything is subscribed again.
 */
export async function connectToRte(access, take) {
  const first = await fetchToken(access);
  const connection = new HubConnectionBuilder()
    .withUrl(first.WssEndpoint, { accessTokenFactory: async () => (await fetchToken(access)).Token })
    .withAutomaticReconnect()
    .configureLogging(LogLevel.None)
    .build();
  const items = access.eventNames.map((EventName) => ({ EntityId: ownerOf(first.Token), EventName }));
  const subscribe = () => connection.invoke('Subscribe', items);
  connection.on('MessageReceived', take);
  connection.onreconnected(() => void subscribe().catch(() => undefined));
  await connection.start();
  await subscribe();
  return connection;
}

async function fetchToken({ tokenUrl, user, password }) {
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  const response = await fetch(tokenUrl, { headers: { authorization: `Basic ${basic}` } });
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}.`);
  return await response.json();
}

/** Whose token it is: the user's id, by which events are asked for. */
function ownerOf(token) {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return JSON.parse(claims).sub;
}
