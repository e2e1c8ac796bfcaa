import type { HubProtocol } from '../channels/message.ts';
import type { TransportKind } from '../channels/signalr/transports/transport.ts';
import type { HubUser } from '../dialects/dialect.ts';

/** A client that is connected, as it is shown. */
export interface ConnectedClient {
  readonly id: string;
  readonly user: HubUser;
  readonly protocol: HubProtocol;
  readonly transport: TransportKind | undefined;
  /** Epoch ms. */
  readonly connectedAtMs: number;
}
