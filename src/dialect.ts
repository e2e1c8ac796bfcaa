/**
 * What a vendor of one's own is written with: `export default defineDialect({ … })` in a module that a scenario names among its
 * targets. docs/dialects.md is the tutorial; phoney's own vendors are made of the same.
 */
export { z } from 'zod';
export { defineDialect, type DefinedDialect } from './dialects/define/define-dialect.ts';
export { form } from './dialects/define/form.ts';
export { deliveryOf, type Delivery, type DeliverySettings } from './dialects/define/delivery.ts';
export type { CreateParts, DialectDefinition } from './dialects/define/definition.ts';
export type { MadeDialect } from './dialects/define/complete-dialect.ts';
export type { HttpParts, MessageParts, SocketParts } from './dialects/define/complete-draft.ts';
export type { EventSchemas, MessageFacts } from './dialects/define/reading.ts';
export type {
  Announcement,
  DayEvent,
  DialectEvent,
  Identities,
  Inbound,
  InboundHub,
  InboundSockets,
  Sample,
  Sampler,
  SampleWish,
  SocketClient,
  SocketRequest,
  SocketUser,
} from './dialects/dialect.ts';
export type {
  DialectHost,
  OnWire,
  ReadOnWire,
  ReceivedRequest,
  ReceiverRules,
  TlsFiles,
  Validate,
  Validated,
  Vendor,
} from './dialects/vendor.ts';
export type { JsonObject, ShapeFacts, SpecParts, VendorSpec, WireShape } from './dialects/spec.ts';
export { broken, held, notSeen } from './dialects/demand.ts';
export type { CheckSuite, Demand, Finding, ReceiverSuite } from './dialects/demand.ts';
export type { BenchAnswer, BenchRequest, ReceiverBench } from './dialects/bench.ts';
export type { InboundRequest, InboundResponse, Route } from './server/route.ts';
export type { CentreEvent } from './centre/model/event.ts';
export type { AgentView, CentreView, ContactView, QueueView } from './centre/model/view.ts';
export type { AgentId, CallbackId, ContactId, CustomerId, QueueId } from './centre/model/ids.ts';
export type { Lane, Probe, TlsRules } from './channels/message.ts';
export { InputError, type Problem } from './lib/errors.ts';
export { createRandom, drawInteger, drawItem, drawUuid, type Random, type Uniform } from './lib/random.ts';
