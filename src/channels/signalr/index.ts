export * as types from './connection/argument-types.ts';
export type { ArgumentType } from './connection/argument-types.ts';
export {
  type Authenticate,
  type Authentication,
  bearerToken,
  tokenMissing,
  tokenRefused,
} from './transports/authentication.ts';
export type { Compatibility } from './compatibility.ts';
export { type HubConfig, type HubSettings, hubSettingsSchema } from './config.ts';
export type { HubEvents, RefusedCall } from './connection/context.ts';
export type { Misbehaviour, NegotiationFault } from './connection/misbehaviour.ts';
export type { CorsPolicy } from './transports/cors.ts';
export { Hub, type HubOptions } from './hub.ts';
export type { EndReason, HubConnection } from './hub-connection.ts';
export { type Call, HubException, hubMethod, type HubMethod, streamMethod } from './connection/methods.ts';
export type { Outcome, Report } from './connection/outbox.ts';
export {
  type Filling,
  hole,
  type Prepared,
  prepareFilling,
  prepareInvocation,
  type Rendered,
} from './protocols/prepared.ts';
export type { HubProtocol } from './protocols/protocol.ts';
export type { HubRequest } from './transports/request.ts';
export type { TransportKind } from './transports/transport.ts';
