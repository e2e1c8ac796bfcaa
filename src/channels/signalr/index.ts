export * as types from './calls/argument-types.ts';
export type { ArgumentType } from './calls/argument-types.ts';
export { HubException, InvalidOperationException, IOException } from './calls/exceptions.ts';
export type { HubFilter, Invocation } from './calls/filters.ts';
export type {
  AnyMethods,
  CallerClients,
  ClientProxy,
  Groups,
  HubClients,
  SingleClientProxy,
  Surroundings,
  TypedAnswer,
} from './clients/client-proxies.ts';
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
export { type Call, hubMethod, type HubMethod, streamMethod } from './calls/methods.ts';
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
export type { HubDeclaration } from './typed/declaration.ts';
export { implement, type Implementation } from './typed/implement.ts';
export type { StreamResult, TypedConnection } from './typed/typed-connection.ts';
export type { Backplane } from './scale-out/backplane.ts';
export { RedisBackplane, type RedisBackplaneOptions, type RedisClient } from './scale-out/redis-backplane.ts';
