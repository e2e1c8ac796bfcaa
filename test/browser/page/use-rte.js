// Runs in a browser, beside a browser build of Microsoft's client: what a page does that follows RTE's documentation.
/* global signalR, window */

/** Signs in, connects to where it is told, and subscribes to the user's own status. */
window.useRte = async ({ origin, user, password, userId, skipNegotiation }) => {
  const response = await fetch(`${origin}/token/me/rte/`, {
    headers: { authorization: `Basic ${btoa(`${user}:${password}`)}` },
  });
  const { WssEndpoint, Token } = await response.json();
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(WssEndpoint, {
      transport: signalR.HttpTransportType.WebSockets,
      accessTokenFactory: () => Token,
      skipNegotiation,
    })
    .configureLogging(signalR.LogLevel.None)
    .build();
  await connection.start();
  const available = await connection.invoke('AvailableSubscriptions');
  const [{ subscribed }] = await connection.invoke('Subscribe', [
    { entityId: userId, eventName: 'UserStatus' },
  ]);
  await connection.stop();
  return { scheme: WssEndpoint.split(':')[0], available: available.length, subscribed };
};
