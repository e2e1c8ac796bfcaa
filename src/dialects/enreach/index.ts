import type { CentreView } from '../../centre/model/view.ts';
import { createRandom } from '../../lib/random.ts';
import type { Announcement, Dialect, HubDraft, Inbound, InboundHub, SubscriptionChange } from '../dialect.ts';
import { Absences, nameChange } from './absences.ts';
import { Publisher, type Subscribers } from './publisher.ts';
import type { EnreachConfig } from './config.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createSubscriber } from './publication.ts';
import { createGuids } from './guids.ts';
import { hubMethods } from './hub-methods.ts';
import { openPasswords, type Passwords } from './sign-in/passwords.ts';
import { openSigningKey, type EnreachHost } from './sign-in/signing-key.ts';
import { findUser, identify } from './identify.ts';
import { createSampler } from './sampler.ts';
import { describe, Subscriptions } from './subscriptions.ts';
import { ownTokenPath, tokenRoutes } from './sign-in/token-endpoint.ts';
import { createTokens, type Tokens } from './sign-in/tokens.ts';
import { eventDefinitions } from './wire/index.ts';

export type { Directory } from './directory.ts';
export type { EnreachHost } from './sign-in/signing-key.ts';

/** The Enreach RTE dialect, and who and what is in its organisation. */
export interface EnreachDialect extends Dialect<HubDraft> {
  readonly inbound: Inbound & { readonly hub: InboundHub };
  /** Who and what there is, by RTE's ids. Throws before the first day began. */
  readonly directory: Directory;
}

/** What the dialect needs beside its configuration. */
export interface EnreachParts {
  readonly seed: number;
  /** Whoever puts the dialect on a server; absent where nobody does, as in a dry run. */
  readonly host?: EnreachHost;
}

/** What exists once the centre is known. */
interface Open {
  view: CentreView;
  readonly directory: Directory;
  readonly subscriptions: Subscriptions;
  readonly absences: Absences;
  readonly publisher: Publisher;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
}

/** Nobody can sign in where nobody hosts the dialect. */
const noPasswords: Passwords = { check: () => null };
const noTokens: Tokens = { issue: () => Promise.resolve(''), verify: () => Promise.resolve(null) };

/**
 * The dialect of `targets.enreach`. With a `host` it speaks to whoever has subscribed; without one, as in a dry run, to a
 * single imagined subscriber who hears everything. Throws an `InputError` when a secret cannot be had; the first day's
 * beginning throws one for names that the centre does not have. With each further day, subscriptions stay.
 */
export function createEnreach(config: EnreachConfig, { seed, host }: EnreachParts): EnreachDialect {
  const guids = createGuids(createRandom(seed));
  const key = host && openSigningKey(config, host);
  let open: Open | undefined;
  let watcher: ((change: SubscriptionChange) => void) | undefined;

  const opened = (): Open => {
    if (open === undefined) throw new Error('The Enreach dialect was asked before it began.');
    return open;
  };
  const begin = (view: CentreView): Open => {
    if (open !== undefined) {
      open.view = view;
      open.publisher.newDay();
      return open;
    }
    const directory = createDirectory(view, config, guids);
    let drawn = 0;
    const { organisationId } = directory;
    const newId = (): string => guids.of('subscription', String(++drawn));
    const subscriptions = new Subscriptions({ organisationId, naming: config.naming, newId });
    const absences = new Absences(subscriptions, (change) =>
      watcher?.(nameChange(change, (id) => directory.nameOf(id))),
    );
    const subscribers =
      host === undefined ? everybody(config, organisationId, newId()) : listened(subscriptions, absences);
    return (open = {
      view,
      directory,
      subscriptions,
      absences,
      publisher: new Publisher({ config, directory, guids, subscribers }),
      passwords: host === undefined ? noPasswords : openPasswords(view, config, host),
      tokens: key === undefined ? noTokens : createTokens(config, directory.organisationId, key),
    });
  };

  return {
    vendor: 'enreach',
    intervalsMs: [config.queue_status_every],
    lanes: [],
    render(event, view) {
      if (event.type === 'day.ended') return [];
      if (event.type === 'day.began') return (begin(view), []);
      const state = open ?? begin(view);
      state.view = view;
      return state.publisher.render(event, view);
    },
    get directory() {
      return opened().directory;
    },
    // With a host it is said to those who have subscribed, and to nobody else.
    ...(host === undefined && {
      sampler: createSampler((another) => createEnreach(config, { seed: another })),
    }),
    identify: (view) => identify(view, (open ?? begin(view)).directory),
    inbound: {
      routes: tokenRoutes(() => ({ config, ...opened() })),
      corsOrigins: config.cors_origins,
      announce: (origin) =>
        announce(opened().directory, config, config.public_url?.replace(/\/+$/, '') ?? origin),
      hub: {
        path: config.hub.path,
        settings: {
          keepAliveMs: config.hub.keep_alive,
          clientTimeoutMs: config.hub.client_timeout,
          maxMessageBytes: config.hub.max_message_bytes,
          maxBufferedBytes: config.hub.max_buffered_bytes,
        },
        methods: hubMethods(() => ({ config, ...opened() })),
        async authenticate(token, wallMs) {
          const id = await opened().tokens.verify(token, wallMs);
          return id === null ? null : { id };
        },
        async issueToken(user, wallMs) {
          const { directory, tokens } = opened();
          return tokens.issue(findUser(user, directory).id, user, wallMs);
        },
        nameOf: ({ id }) => opened().directory.nameOf(id),
        subscriptionsOf: ({ id }) => {
          const { subscriptions, directory } = opened();
          return subscriptions.of(id).map(({ body }) => ({
            eventType: body.EventType,
            entityId: body.EntityId,
            entityType: body.EntityType,
            entityName: directory.nameOf(body.EntityId),
          }));
        },
        isListening: ({ id }) => opened().subscriptions.countOf(id) > 0,
        forget: ({ id }) => opened().absences.forget(id),
        unasked({ id }, at, method) {
          const { publisher, subscriptions, view } = opened();
          return publisher.unasked(id, {
            at,
            view,
            method,
            has: (eventType, entityId) => subscriptions.has(id, eventType, entityId),
          });
        },
        connected: ({ id, user }) => opened().absences.connected(id, user.id),
        disconnected: ({ id }, isLost) => opened().absences.disconnected(id, isLost),
        watchSubscriptions: (listener) => void (watcher = listener),
      },
    },
  };
}

/** `base` is where clients reach us, without a slash at its end. */
function announce(
  { users, queues, callLists }: Directory,
  { hub: { path } }: EnreachConfig,
  base: string,
): Announcement {
  const hub = `${base}${path}`;
  const token = `${base}${ownTokenPath}/`;
  return {
    lines: [
      `hub    ${hub}`,
      `token  ${token}`,
      ...users.map(({ name, id }) => `user   ${id}  ${name}`),
      ...queues.map(({ name, id }) => `queue  ${id}  ${name}`),
    ],
    json: { rte: hub, token, users, queues, callLists },
  };
}

/** Those who have subscribed, and those who would have, were they there. */
function listened(subscriptions: Subscriptions, absences: Absences): Subscribers {
  return {
    subscribersTo(event) {
      absences.told(event);
      return subscriptions.subscribersTo(event);
    },
  };
}

/** One imagined subscriber to everything. */
function everybody({ naming }: EnreachConfig, organisationId: string, subscriptionId: string): Subscribers {
  return {
    subscribersTo: ({ eventType, entityId }) => {
      const entity = { type: eventDefinitions[eventType].entityType, id: entityId };
      const body = describe(subscriptionId, organisationId, eventType, entity);
      return [createSubscriber(body, { naming, connectionId: null })];
    },
  };
}
