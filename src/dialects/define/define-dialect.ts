import type { z } from 'zod';
import { InputError } from '../../lib/errors.ts';
import { createRandom, drawUuid } from '../../lib/random.ts';
import { readJson } from '../../lib/read-json.ts';
import type { Dialect } from '../dialect.ts';
import type { DialectParts, ReceivedRequest, ReceiverRules, Vendor } from '../vendor.ts';
import { specOfEvents } from './events-spec.ts';
import { checkDefinition } from './check-definition.ts';
import { completeDialect } from './complete-dialect.ts';
import { usualMinVersion, type DialectDefinition } from './definition.ts';
import type { Delivery } from './delivery.ts';
import { laneOf } from './delivery.ts';
import { deliveriesOf, eventTypesOf, feedOfType, feedsOf } from './feeds.ts';
import { namesTls, redirectUrls, resolveTls, secureTls } from './places.ts';
import { factsIn, readerOf, validatorOf } from './reading.ts';
import { samplerOf } from './sampling.ts';
import { stableId } from './stable-id.ts';
import { settingsFor } from './settings-for.ts';

/** By it is known what {@link defineDialect} has made: the definition stands below it. */
export const dialectMark = Symbol.for('phoney.dialect');

/** What a definition may say in place of what follows from the rest of it. */
const overridable = [
  'channels',
  'needsServer',
  'hasSubscribers',
  'files',
  'redirect',
  'secure',
  'isSecured',
  'everythingTo',
] as const;

/** A vendor, with the types of its name and its settings. */
export type DefinedDialect<Name extends string, Schema extends z.ZodType> = Vendor<z.output<Schema>> & {
  readonly name: Name;
  readonly settings: Schema;
};

/**
 * Makes a vendor of a definition: what it does not say is filled in. Throws an `InputError` with everything that is wrong
 * with it.
 */
export function defineDialect<const Name extends string, Schema extends z.ZodType>(
  definition: DialectDefinition<Name, Schema>,
): DefinedDialect<Name, Schema> {
  const problems = checkDefinition(definition);
  if (problems.length > 0) throw new InputError(problems);
  type Settings = z.output<Schema>;
  const { name, settings: schema, versioned, namesFeeds, check, contracts, tap, events } = definition;
  const spec = definition.spec ?? (events && (() => Promise.resolve(specOfEvents(name, events))));
  const create = creatorOf(definition);
  const dry = (settings: Settings): Dialect => create(settings, { seed: 1 });
  const deliveries = (settings: Settings) => deliveriesOf(definition, settings);
  const posts = (settings: Settings): boolean => Object.keys(deliveries(settings)).length > 0;
  const receiver = receiverOf(definition);
  const usual: Vendor<Settings> = {
    name,
    settings: schema as z.ZodType<Settings>,
    feeds: (settings) => feedsOf(definition, settings, () => dry(settings).lanes),
    eventTypes: (feed) => eventTypesOf(definition, feed),
    channels: (settings) => channelsOf(dry(settings), receiver),
    needsServer: (settings) => dry(settings).inbound !== undefined,
    hasSubscribers(settings) {
      const inbound = dry(settings).inbound;
      return (inbound?.hub ?? inbound?.sockets) !== undefined || inbound?.onSubscribers !== undefined;
    },
    files: resolveTls,
    redirect: (settings, urlOf) => redirectUrls(settings, deliveries, urlOf),
    secure: (settings, files, whose) => (posts(settings) ? secureTls(settings, files, whose) : settings),
    isSecured: (settings) => namesTls(settings) || !posts(settings),
    create,
    reader: readerFor(definition),
    everythingTo: (url, _form, timeoutMs) =>
      settingsFor(name, schema, Array.isArray(definition.feeds) ? definition.feeds : [], { url, timeoutMs }),
    ...(versioned !== undefined && { versioned }),
    ...(namesFeeds !== undefined && { namesFeeds }),
    ...(check !== undefined && { check }),
    ...(contracts !== undefined && { contracts }),
    ...(tap !== undefined && { tap }),
    ...(spec !== undefined && { spec }),
    ...(receiver !== undefined && { receiver }),
  };
  const said = overridable.flatMap((member) => {
    const own = definition[member];
    return own === undefined ? [] : [[member, own] as const];
  });
  return { ...usual, ...Object.fromEntries(said), [dialectMark]: definition } as unknown as DefinedDialect<
    Name,
    Schema
  >;
}

function creatorOf<Schema extends z.ZodType>(
  definition: DialectDefinition<string, Schema>,
): Vendor<z.output<Schema>>['create'] {
  const { name: vendor } = definition;
  const minVersion = definition.receiver?.minVersion ?? usualMinVersion;
  const create = (settings: z.output<Schema>, parts: DialectParts): Dialect => {
    const ids = createRandom(parts.seed).stream(`ids of ${vendor}`);
    const newId = (): string => drawUuid(ids);
    const idOf = (thing: string): string => stableId(parts.seed, vendor, thing);
    const deliveries = deliveriesOf(definition, settings);
    const { tls } = settings as { readonly tls?: Delivery['tls'] };
    const lanes = Object.entries(deliveries).map(([feed, delivery]) =>
      laneOf({ vendor, feed }, delivery, { tls, minVersion }),
    );
    const made = definition.create?.(settings, { ...parts, newId, idOf }) ?? {
      render: (event, view) => definition.render?.(event, view, settings) ?? [],
    };
    const feeds = feedsOf(definition, settings, () => made.lanes ?? []);
    const sampler = samplerOf(vendor, {
      eventTypes: [...new Set(feeds.flatMap((feed) => eventTypesOf(definition, feed)))],
      read: readerFor(definition),
      create: (seed) => create(settings, { seed }),
    });
    // What is said to those who have subscribed cannot be said to anybody on request.
    const isAsked = parts.host === undefined || lanes.length > 0;
    return completeDialect(made, {
      ...{ vendor, lanes, deliveries, newId, isHosted: parts.host !== undefined },
      // As it is read off the wire: text, dates and classes are no other here.
      idIn: (text) => factsIn(readJson(text), { ...noRequest, body: text }, definition).eventId,
      sampler: isAsked && made.inbound?.hub === undefined ? sampler : undefined,
    });
  };
  return create;
}

/** Of a message that is yet to be sent. */
const noRequest: ReceivedRequest = { method: 'POST', url: '/', headers: {}, body: '' };

function readerFor<Schema extends z.ZodType>(
  definition: DialectDefinition<string, Schema>,
): Vendor<unknown>['reader'] {
  const feedOf = (eventType: string | undefined): string | undefined => feedOfType(definition, eventType);
  return definition.reader ?? (() => Promise.resolve(readerOf(definition, feedOf)));
}

/** How receivers are called; `undefined` where nothing is posted, as far as can be told from the definition. */
function receiverOf<Schema extends z.ZodType>(
  definition: DialectDefinition<string, Schema>,
): ReceiverRules | undefined {
  const { receiver, settings } = definition;
  const keys = Object.keys((settings as { readonly shape?: object }).shape ?? {});
  if (
    receiver === undefined &&
    definition.delivery === undefined &&
    !keys.includes('url') &&
    !keys.includes('feeds')
  )
    return undefined;
  return {
    minVersion: usualMinVersion,
    clientCertificate: keys.includes('tls'),
    validator: async () => validatorOf(await readerFor(definition)(), definition),
    ...receiver,
  };
}

function channelsOf(
  { lanes, inbound }: Dialect,
  receiver: ReceiverRules | undefined,
): ReturnType<Vendor<unknown>['channels']> {
  return [
    ...(lanes.length > 0 || receiver !== undefined ? (['http'] as const) : []),
    ...(inbound?.hub === undefined ? [] : (['signalr'] as const)),
    ...(inbound?.sockets === undefined ? [] : (['websocket'] as const)),
  ];
}
