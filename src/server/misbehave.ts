import { tokenRefused, type HubConnection, type Misbehaviour } from '../channels/signalr/index.ts';
import type { HubUser, InboundHub } from '../dialects/dialect.ts';
import type { HubTrouble, TroubledClient } from './hub-trouble.ts';

/** Troubles as a SignalR hub takes them. */
export function misbehave(
  trouble: HubTrouble,
  { nameOf }: Pick<InboundHub, 'nameOf'>,
): Misbehaviour<HubUser> {
  return {
    isDown: () => trouble.isDown(),
    refuseRequest(user) {
      const status = trouble.refuseRequest(nameOf(user));
      if (status === undefined) return undefined;
      const refusal = tokenRefused();
      const reason = 'wwwAuthenticate' in refusal ? refusal.wwwAuthenticate : '';
      return { status, headers: status === 401 ? { 'WWW-Authenticate': reason } : {} };
    },
    negotiate(user) {
      const { status, waitMs, transport } = trouble.negotiate(nameOf(user));
      return {
        ...(status !== undefined && { refusal: { status } }),
        ...(waitMs !== undefined && { waitMs }),
        ...(transport !== undefined && { transport }),
      };
    },
    handshake: ({ id, user, transport }) => trouble.handshake(nameOf(user), id, transport),
  };
}

/** A connection as trouble sees it. */
export function troubledClient(
  client: HubConnection<HubUser>,
  { nameOf, forget, unasked }: Pick<InboundHub, 'nameOf' | 'forget' | 'unasked'>,
): TroubledClient {
  const { id, user, transport, signal } = client;
  return {
    id,
    transport,
    signal,
    name: nameOf(user),
    close({ error, allowReconnect }) {
      client.close({ ...(error !== undefined && { error }), allowReconnect });
    },
    lose: (inFrame) => client.lose(inFrame),
    muteWhile: (lasts) => client.muteWhile(lasts),
    stallWhile: (lasts) => client.stallWhile(lasts),
    forget: () => forget({ id }),
    unasked: (at, method) => unasked({ id }, at, method),
  };
}
