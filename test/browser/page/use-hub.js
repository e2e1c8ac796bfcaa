// Runs in a browser, beside a browser build of Microsoft's client: what a page does with a hub, and what it saw of it.
/* global signalR, window */

/** Connects, calls, listens, takes a stream, sends one, is dropped and comes back, and leaves. */
window.useHub = async ({ url, token, transport, protocol, skipNegotiation }) => {
  const builder = new signalR.HubConnectionBuilder()
    .withUrl(url, {
      transport: signalR.HttpTransportType[transport],
      accessTokenFactory: () => token,
      skipNegotiation,
    })
    .withAutomaticReconnect([0, 100, 500])
    .configureLogging(signalR.LogLevel.None);
  if (protocol === 'messagepack')
    builder.withHubProtocol(new signalR.protocols.msgpack.MessagePackHubProtocol());
  const connection = builder.build();
  const received = [];
  connection.on('MessageReceived', (value) => received.push(value));
  const back = new Promise((resolve, reject) => {
    connection.onreconnected(resolve);
    connection.onclose((error) => reject(error ?? new Error('closed')));
  });
  back.catch(() => undefined);

  await connection.start();
  const id = await connection.invoke('TestConnectionId');
  const echo = await connection.invoke('TestEcho', 'å€😀');
  await connection.invoke('TestCallMe', 3);
  const items = await itemsOf(connection.stream('TestCounter', 4, 0));
  const numbers = new signalR.Subject();
  const summing = connection.invoke('TestSum', numbers);
  for (const number of [1, 2, 3]) numbers.next(number);
  numbers.complete();
  const sum = await summing;
  const refused = await connection.invoke('TestHubThrow').catch(({ message }) => message);
  await connection.send('TestAbort');
  await back;
  const isOther = (await connection.invoke('TestConnectionId')) !== id;
  await connection.stop();
  return { echo, received, items, sum, refused, isOther, state: connection.state };
};

/** Whether the hub lets this page in at all. */
window.mayUseHub = async ({ url, token, transport, skipNegotiation }) => {
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(url, {
      transport: signalR.HttpTransportType[transport],
      accessTokenFactory: () => token,
      skipNegotiation,
    })
    .configureLogging(signalR.LogLevel.None)
    .build();
  try {
    await connection.start();
    await connection.stop();
    return true;
  } catch {
    return false;
  }
};

function itemsOf(stream) {
  return new Promise((resolve, reject) => {
    const items = [];
    stream.subscribe({ next: (item) => items.push(item), error: reject, complete: () => resolve(items) });
  });
}
