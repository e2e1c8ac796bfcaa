import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import type { HubProtocol } from '../../channels/message.ts';
import { StartError } from '../../lib/errors.ts';
import type { RteAccess } from './fetch-token.ts';
import { splitWishes, type Wish } from './wishes.ts';

/** How `--transport` names them; `auto` is the client's own choice. */
export const transports = {
  auto: HttpTransportType.None,
  websockets: HttpTransportType.WebSockets,
  sse: HttpTransportType.ServerSentEvents,
  longpolling: HttpTransportType.LongPolling,
} as const;

/** What is listened to, and how. */
export interface RteListening {
  /** Asked for at every connect and reconnect: a token's life is limited. */
  readonly access: () => Promise<RteAccess>;
  readonly transport: keyof typeof transports;
  readonly protocol: HubProtocol;
  readonly wishes: readonly Wish[];
  readonly onMessage: (message: unknown) => void;
  /** Told of what was refused and of how the connection fares. */
  readonly onNote: (text: string) => void;
}

/** A connection to a hub with its subscriptions. */
export interface RteListener {
  /** Resolves when the connection is over for good, with the reason if there is one. */
  readonly ended: Promise<string | undefined>;
  stop(): Promise<void>;
}

/**
 * Connects to a hub, subscribes and listens; after a reconnect it subscribes again, as the page asks of clients. Throws a
 * {@link StartError} when the hub does not let it in, or refuses every wish.
 */
export async function listenToRte(listening: RteListening): Promise<RteListener> {
  const { access, transport, protocol, onMessage, onNote } = listening;
  let next: RteAccess | undefined = await access();
  const { hubUrl } = next;
  const builder = new HubConnectionBuilder()
    .withUrl(hubUrl, {
      ...(transports[transport] !== HttpTransportType.None && { transport: transports[transport] }),
      accessTokenFactory: async () => {
        const { token } = next ?? (await access());
        next = undefined;
        return token;
      },
    })
    .withAutomaticReconnect()
    .configureLogging(LogLevel.None);
  const connection = (
    protocol === 'messagepack' ? builder.withHubProtocol(new MessagePackHubProtocol()) : builder
  ).build();

  connection.on('MessageReceived', onMessage);
  const ended = new Promise<string | undefined>((resolve) =>
    connection.onclose((error) => resolve(error?.message)),
  );
  connection.onreconnecting((error) =>
    onNote(`The connection was lost${error === undefined ? '' : `: ${error.message}`}.`),
  );
  connection.onreconnected(() => {
    onNote('Connected again; subscribing again.');
    subscribe(connection, listening).catch((error: unknown) => onNote(textOf(error)));
  });
  try {
    await connection.start();
  } catch (error) {
    throw new StartError(
      `The hub at ${hubUrl} cannot be reached: ${textOf(error)}. Check --transport and, for TLS, --ca.`,
    );
  }
  const subscribed = await subscribe(connection, listening);
  if (subscribed === 0) {
    await connection.stop();
    throw new StartError(
      'The hub refused every subscription. Ask for events and entities that the user may hear.',
    );
  }
  onNote(`Connected to ${hubUrl}; ${subscribed} ${subscribed === 1 ? 'subscription' : 'subscriptions'}.`);
  return { ended, stop: () => connection.stop() };
}

type Result = Readonly<Record<string, unknown>>;

/** Subscribes to everything that is wished for; what is refused is told. Answers how much was granted. */
async function subscribe(connection: HubConnection, { wishes, onNote }: RteListening): Promise<number> {
  let granted = 0;
  for (const list of splitWishes(wishes)) {
    const results = await connection.invoke<readonly Result[]>('Subscribe', list);
    for (const [index, result] of results.entries()) {
      if ((result['subscribed'] ?? result['Subscribed']) === true) granted++;
      else {
        const { EventName, EntityId } = list[index] ?? { EventName: '?', EntityId: '?' };
        onNote(
          `Not subscribed to ${EventName} of ${EntityId}: ${String(result['message'] ?? result['Message'])}`,
        );
      }
    }
  }
  return granted;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
