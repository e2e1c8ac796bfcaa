import { behaviourOf } from '../compatibility.ts';
import type { HubConfig } from '../config.ts';
import type { TransportKind } from './transport.ts';
import { type Identity, newIdentity } from '../connection/connections.ts';
import type { HubRequest } from './request.ts';

const newestVersion = 1;

/** What a negotiate request leads to. An `identity` is there exactly when a connection is to be made. */
export interface Negotiation {
  readonly identity: Identity | undefined;
  /** The body of the answer, which is 200 even for an error. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers a negotiate request: specification "Transport Protocols", `POST [endpoint-base]/negotiate`. `offered`: what it offers. */
export function negotiate(
  request: HubRequest,
  config: HubConfig,
  offered: readonly TransportKind[] = config.transports,
): Negotiation {
  const asked = request.query('negotiateVersion');
  const version = asked === undefined ? 0 : parseInt32(asked);
  if (version === undefined) {
    return refuse(behaviourOf(config.compatibility).invalidNegotiateVersion(asked ?? ''));
  }
  if (version < 0) {
    return refuse(`The client requested version '${version}', but the server does not support this version.`);
  }
  const negotiateVersion = Math.min(version, newestVersion);
  const stateful =
    config.statefulReconnect && request.query('useStatefulReconnect')?.trim().toLowerCase() === 'true';
  const identity = newIdentity(negotiateVersion, stateful);
  return {
    identity,
    body: {
      negotiateVersion,
      connectionId: identity.id,
      ...(negotiateVersion > 0 ? { connectionToken: identity.token } : {}),
      ...(stateful ? { useStatefulReconnect: true } : {}),
      availableTransports: offered.map((transport) => ({
        transport,
        transferFormats: transport === 'ServerSentEvents' ? ['Text'] : ['Text', 'Binary'],
      })),
    },
  };
}

function refuse(error: string): Negotiation {
  return { identity: undefined, body: { error } };
}

/** .NET's `int.TryParse`: spaces around and a sign are fine. */
function parseInt32(text: string): number | undefined {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) return undefined;
  const value = Number(text);
  return value >= -(2 ** 31) && value < 2 ** 31 ? value : undefined;
}
