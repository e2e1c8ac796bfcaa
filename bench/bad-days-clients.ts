/**
 * Clients of a hub in a process of their own, over all transports and both protocols, that come back whatever happens to
 * them: started by bench/bad-days.ts with the address of a run, and a count. Says how often they were in, and what they heard.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpTransportType, HubConnectionBuilder, JsonHubProtocol, LogLevel } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';

const [origin = '', count = '0'] = process.argv.slice(2);
const kinds = [
  HttpTransportType.WebSockets,
  HttpTransportType.ServerSentEvents,
  HttpTransportType.LongPolling,
];
const heard = { messages: 0, timesIn: 0, refusals: 0 };

async function live(index: number): Promise<void> {
  const user = `agent-${index + 1}`;
  const authorization = `Basic ${Buffer.from(`${user}:phoney`).toString('base64')}`;
  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one connection after the other is what a client has
      await connectOnce(index, authorization);
    } catch {
      heard.refusals++;
    }
    // oxlint-disable-next-line no-await-in-loop
    await sleep(200);
  }
}

/** Connects, subscribes to everything about its user, and resolves when the connection is over. */
async function connectOnce(index: number, authorization: string): Promise<void> {
  const answer = await fetch(`${origin}/token/me/rte/`, { headers: { authorization } });
  const { Token, WssEndpoint } = (await answer.json()) as {
    readonly Token: string;
    readonly WssEndpoint: string;
  };
  const transport = kinds[index % kinds.length] ?? HttpTransportType.WebSockets;
  const isBinary = index % 2 === 0 && transport !== HttpTransportType.ServerSentEvents;
  const connection = new HubConnectionBuilder()
    .withUrl(WssEndpoint.replace(/^ws/, 'http'), { transport, accessTokenFactory: () => Token })
    .withHubProtocol(isBinary ? new MessagePackHubProtocol() : new JsonHubProtocol())
    .configureLogging(LogLevel.None)
    .build();
  connection.serverTimeoutInMilliseconds = 5000;
  connection.on('MessageReceived', () => void heard.messages++);
  const over = new Promise<void>((resolve) => connection.onclose(() => resolve()));
  await connection.start();
  heard.timesIn++;
  const names = await connection.invoke<string[]>('AvailableSubscriptions');
  const { sub } = JSON.parse(Buffer.from(Token.split('.')[1] ?? '', 'base64url').toString()) as {
    readonly sub?: string;
  };
  const own = names.filter((name) => name.startsWith('User'));
  await connection.invoke(
    'Subscribe',
    own.map((EventName) => ({ EntityId: sub, EventName })),
  );
  await over;
}

// Microsoft's client throws where nobody can catch it when a stream is lost while it connects.
for (const event of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(event, () => void heard.refusals++);
process.on('message', () => process.send?.(heard));
process.on('disconnect', () => process.exit(0));
for (let index = 0; index < Number(count); index++) void live(index);
