import * as current from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import * as old from 'signalr-3.1';
import { MessagePackHubProtocol as OldMessagePackHubProtocol } from 'signalr-protocol-msgpack-3.1';
import {
  buildClient,
  type ClientOptions,
  type ClientPackage,
  type WatchedClient,
} from './official-client.ts';

const { WebSockets, ServerSentEvents, LongPolling } = current.HttpTransportType;

const versions = {
  current: { client: current, messagePack: () => new MessagePackHubProtocol() },
  '3.1': {
    client: old as unknown as ClientPackage,
    messagePack: () => new OldMessagePackHubProtocol() as unknown as current.IHubProtocol,
  },
};

/** Every way in which Microsoft's clients come to a hub: version, transport and protocol. */
export const ways = (['current', '3.1'] as const).flatMap((version) => [
  { version, over: 'WebSockets', transport: WebSockets, protocol: 'json' },
  { version, over: 'WebSockets', transport: WebSockets, protocol: 'messagepack' },
  { version, over: 'server-sent events', transport: ServerSentEvents, protocol: 'json' },
  { version, over: 'long polling', transport: LongPolling, protocol: 'json' },
  { version, over: 'long polling', transport: LongPolling, protocol: 'messagepack' },
]);

export type Way = (typeof ways)[number];

/** Microsoft's client of that version, over that transport, with that protocol. */
export function clientBy({ version, transport, protocol }: Way, options: ClientOptions): WatchedClient {
  const { client, messagePack } = versions[version];
  return buildClient(
    { transport, protocol: protocol === 'json' ? undefined : messagePack(), ...options },
    client,
  );
}
