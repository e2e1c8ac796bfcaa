export * as types from './argument-types.ts';
export type { ArgumentType } from './argument-types.ts';
export {
  type Authenticate,
  type Authentication,
  bearerToken,
  tokenMissing,
  tokenRefused,
} from './authentication.ts';
export { type HubConfig, type HubSettings, hubSettingsSchema } from './config.ts';
export type { HubEvents } from './context.ts';
export type { CorsPolicy } from './cors.ts';
export { Hub, type HubOptions } from './hub.ts';
export type { EndReason, HubConnection } from './hub-connection.ts';
export { type Call, HubException, hubMethod, type HubMethod, streamMethod } from './methods.ts';
export type { Outcome, Report } from './outbox.ts';
export {
  type Filling,
  hole,
  type Prepared,
  prepareFilling,
  prepareInvocation,
  type Rendered,
} from './prepared.ts';
export type { ProtocolName } from './protocol.ts';
export type { HubRequest } from './request.ts';
export type { TransportKind } from './transport.ts';
