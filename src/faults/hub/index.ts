import { close } from './close.ts';
import { forgetSubscription } from './forget-subscription.ts';
import { handshakeNever } from './handshake-never.ts';
import type { HubFaultKind } from './hub-fault.ts';
import { loseConnection } from './lose-connection.ts';
import { noPing } from './no-ping.ts';
import { onlyTransport } from './only-transport.ts';
import { protocolVersion } from './protocol-version.ts';
import { refuseNegotiate } from './refuse-negotiate.ts';
import { restart } from './restart.ts';
import { slowStart } from './slow-start.ts';
import { stall } from './stall.ts';
import { unauthorized } from './unauthorized.ts';
import { unsubscribedMessage } from './unsubscribed-message.ts';

/** Every kind of fault at a hub: a file each, and a line here. */
export const hubFaultKinds: readonly HubFaultKind[] = [
  close,
  loseConnection,
  restart,
  refuseNegotiate,
  unauthorized,
  handshakeNever,
  noPing,
  stall,
  forgetSubscription,
  unsubscribedMessage,
  onlyTransport,
  slowStart,
  protocolVersion,
];
