import type { HubSubscription, InboundHub } from '../dialects/dialect.ts';
import { machineClock } from '../lib/clock.ts';
import { formatDuration } from '../lib/duration.ts';
import { InputError } from '../lib/errors.ts';
import type { Run, Servers } from '../run/handle.ts';
import type { ConnectedClient } from '../server/host.ts';
import { usualTimeoutMs } from './wait/wait.ts';
import { WaitError } from './wait/wait-error.ts';

/** A client that is connected to a hub. */
export interface PhoneyClient extends Pick<
  ConnectedClient,
  'id' | 'protocol' | 'transport' | 'connectedAtMs'
> {
  /** The name by which the scenario knows the user. */
  readonly user: string;
  readonly userId: string;
}

/** What a client has asked for. */
export interface PhoneySubscription extends HubSubscription {
  readonly clientId: string;
  /** The name by which the scenario knows the user. */
  readonly user: string;
}

/** Whose subscription, to what: all of it. */
export interface SubscriptionFilter {
  readonly user?: string | undefined;
  readonly eventType?: string | undefined;
  /** The name by which the scenario knows the user or queue. */
  readonly entityName?: string | undefined;
}

/** What may be waited for at a hub. */
export type HubWish =
  /** There is such a subscription; a text is the user's name. */
  | { readonly subscribed: string | SubscriptionFilter }
  /** No client of that user is connected. */
  | { readonly left: string };

/** A vendor's hub, as a test sees it. */
export interface PhoneyHub {
  /** What Microsoft's clients take as the hub's address. */
  readonly url: string;
  /** A token with which the agent of that name may connect. */
  token(user: string): Promise<string>;
  /** Those that are connected, the oldest first. */
  clients(): PhoneyClient[];
  subscriptions(filter?: SubscriptionFilter): PhoneySubscription[];
  /** Ends a client's connection; false when there is no such client. */
  disconnect(clientId: string): boolean;
  /** Resolves when it is so. Throws a {@link WaitError} when it is not in time, with what there is instead. */
  until(wish: HubWish, options?: { readonly timeoutMs?: number | undefined }): Promise<void>;
}

/** The hub of that vendor. Throws an `InputError` when the run has none. */
export function hubOf(run: Run, vendor: string): PhoneyHub {
  const hub = run.dialects.find((dialect) => dialect.vendor === vendor)?.inbound?.hub;
  const { servers } = run;
  if (hub === undefined || servers === undefined) throw new InputError(explainNoHub(run, vendor));
  return createHub(hub, servers, vendor);
}

function createHub(hub: InboundHub, servers: Servers, vendor: string): PhoneyHub {
  const clients = (): PhoneyClient[] =>
    servers.clients(vendor).map(({ user, id, protocol, transport, connectedAtMs }) => {
      return { id, user: hub.nameOf(user), userId: user.id, protocol, transport, connectedAtMs };
    });
  const subscriptions = (filter: SubscriptionFilter = {}): PhoneySubscription[] =>
    clients()
      .flatMap(({ id, user }) =>
        hub.subscriptionsOf({ id }).map((subscription) => ({ clientId: id, user, ...subscription })),
      )
      .filter((subscription) => isMeant(subscription, filter));
  const isSo = (wish: HubWish): boolean =>
    'left' in wish
      ? clients().every(({ user }) => user !== wish.left)
      : subscriptions(filterOf(wish.subscribed)).length > 0;
  const explain = (wish: HubWish, timeoutMs: number): string => {
    const connected = clients().map(({ user, id }) => `${user} (${id})`);
    const subscribed = subscriptions().map((one) => `${one.user}: ${one.eventType} of ${one.entityName}`);
    return [
      `It did not come to this within ${formatDuration(timeoutMs)}: ${JSON.stringify(wish)}.`,
      `Connected to ${vendor}: ${connected.join(', ') || 'nobody'}.`,
      `Subscriptions: ${subscribed.join(', ') || 'none'}.`,
    ].join('\n');
  };
  return {
    url: `${servers.origin}${hub.path}`,
    token: (user) => hub.issueToken(user, machineClock.wallMs()),
    clients,
    subscriptions,
    disconnect: (clientId) => servers.disconnect(vendor, clientId),
    async until(wish, { timeoutMs = usualTimeoutMs } = {}) {
      const calledFrom = new Error('Called from');
      if (isSo(wish)) return;
      const came = new AbortController();
      const unwatch = servers.watchClients(vendor, () => {
        if (isSo(wish)) came.abort();
      });
      await machineClock.sleep(timeoutMs, came.signal);
      unwatch();
      if (!came.signal.aborted) throw new WaitError(explain(wish, timeoutMs), calledFrom);
    },
  };
}

function filterOf(subscribed: string | SubscriptionFilter): SubscriptionFilter {
  return typeof subscribed === 'string' ? { user: subscribed } : subscribed;
}

function isMeant(subscription: PhoneySubscription, filter: SubscriptionFilter): boolean {
  const { user, eventType, entityName } = filter;
  return (
    (user === undefined || subscription.user === user) &&
    (eventType === undefined || subscription.eventType.toLowerCase() === eventType.toLowerCase()) &&
    (entityName === undefined || subscription.entityName === entityName)
  );
}

function explainNoHub({ dialects }: Run, vendor: string): string {
  const names = dialects.filter(({ inbound }) => inbound?.hub !== undefined).map((one) => one.vendor);
  const hint = names.length === 0 ? 'None of its targets has one.' : `There is one of ${names.join(', ')}.`;
  return `The scenario has no hub of "${vendor}". ${hint}`;
}
