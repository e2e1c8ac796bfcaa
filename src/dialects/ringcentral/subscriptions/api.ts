import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Probe } from '../../../channels/message.ts';
import type { InboundRequest, InboundResponse, Route } from '../../../server/route.ts';
import { mergeHeaders } from '../../../lib/headers.ts';
import type { subscriptionAnswer } from './answers.ts';
import { Callers, type Caller } from './callers.ts';
import type { SubscriptionsConfig } from './config.ts';
import { invalidReceiver, refuse } from './errors.ts';
import { maxBodyLength, readRequest, type SubscriptionRequest } from './request-body.ts';
import { isActive, type Subscription, type SubscriptionStore } from './store.ts';
import { isValidReceiver } from './validation.ts';

/** What the REST API is made of. */
export interface ApiParts {
  readonly config: SubscriptionsConfig;
  readonly callers: readonly Caller[];
  /** The header of each auth config, by its id in lower case. */
  readonly authHeaders: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly store: SubscriptionStore;
  readonly probe: Probe;
}

const collection =
  '/voice/api/cx/integration/v1/accounts/{rcAccountId}/sub-accounts/{subAccountId}/agent-states/subscriptions';
const member = `${collection}/{subscriptionId}`;
const role = 'WFO_ACCESS';

type Answer = (request: InboundRequest, caller: Caller) => InboundResponse | Promise<InboundResponse>;

/** Where the subscriptions of the account are. */
export function apiPath({ rc_account_id, sub_account_id }: SubscriptionsConfig): string {
  return collection
    .replace('{rcAccountId}', encodeURIComponent(rc_account_id))
    .replace('{subAccountId}', encodeURIComponent(sub_account_id));
}

/** The routes of the REST API for agent-state subscriptions (RingCX page, "Agent State Subscription APIs"). */
export function createApi(parts: ApiParts): Route[] {
  const { config, store } = parts;
  const callers = new Callers(parts.callers, config.requests_per_minute);
  const route = (method: Route['method'], path: string, answer: Answer): Route => ({
    method,
    path,
    answer: (request) => admit(request, config, callers, answer),
  });
  return [
    route('GET', collection, ({ wallMs }) => ({
      status: 200,
      body: store.all().map((subscription) => describeSubscription(subscription, config, wallMs)),
    })),
    route('POST', collection, (request, caller) => subscribe(request, caller, parts)),
    route('PUT', member, (request, caller) => update(request, caller, parts)),
    route('DELETE', member, ({ params, wallMs }) =>
      store.delete(params['subscriptionId'] ?? '') ? { status: 204 } : notFound(wallMs),
    ),
  ];
}

/** A subscription as answers show it. */
function describeSubscription(
  subscription: Subscription,
  config: SubscriptionsConfig,
  wallMs: number,
): z.output<typeof subscriptionAnswer> {
  return {
    subscriptionId: subscription.subscriptionId,
    mainAccountId: config.rc_account_id,
    subAccountId: config.sub_account_id,
    subscriptionName: subscription.subscriptionName,
    description: subscription.description,
    notificationUrl: subscription.notificationUrl,
    authConfigId: subscription.authConfigId,
    active: isActive(subscription, wallMs),
    maxRetryCount: subscription.retryCount,
    customHeaders: subscription.customHeaders,
    expiresAt: subscription.expiresAt,
    createdBy: subscription.createdBy,
    createdAt: formatInstant(subscription.createdAtMs),
    updatedBy: subscription.updatedBy,
    updatedAt: formatInstant(subscription.updatedAtMs),
  };
}

function admit(
  request: InboundRequest,
  config: SubscriptionsConfig,
  callers: Callers,
  answer: Answer,
): InboundResponse | Promise<InboundResponse> {
  const { headers, params, wallMs, body } = request;
  const caller = callers.identify(headers['authorization']);
  if (caller === undefined) {
    return refuse(401, 'A valid Bearer token is required', wallMs, { 'www-authenticate': 'Bearer' });
  }
  const waitMs = callers.count(caller, wallMs);
  if (waitMs > 0) {
    const retryAfter = { 'retry-after': String(Math.ceil(waitMs / 1000)) };
    return refuse(429, `More than ${config.requests_per_minute} requests in a minute`, wallMs, retryAfter);
  }
  if (!caller.roles.includes(role)) {
    return refuse(403, 'You do not have permission to access this resource', wallMs);
  }
  if (params['rcAccountId'] !== config.rc_account_id || params['subAccountId'] !== config.sub_account_id) {
    return refuse(404, 'There is no such account or sub-account', wallMs);
  }
  if (body.length > maxBodyLength) return refuse(413, 'The request body is too long', wallMs);
  return answer(request, caller);
}

async function subscribe(
  { body, wallMs }: InboundRequest,
  { name }: Caller,
  parts: ApiParts,
): Promise<InboundResponse> {
  const wanted = readRequest(body, wallMs);
  if (typeof wanted === 'string') return refuse(400, wanted, wallMs);
  // Asked again after the validation, during which another call may have come first.
  const objection = (): InboundResponse | undefined =>
    parts.store.size >= parts.config.max_subscriptions
      ? refuse(400, 'There are too many subscriptions', wallMs)
      : object(wanted, parts, wallMs);
  const before = objection();
  if (before !== undefined) return before;
  if (!(await validate(wanted, parts))) return invalidReceiver;
  const after = objection();
  if (after !== undefined) return after;
  const made = { createdBy: name, createdAtMs: wallMs, updatedBy: name, updatedAtMs: wallMs };
  const subscription = { subscriptionId: randomUUID(), ...wanted, ...made };
  parts.store.put(subscription);
  return { status: 201, body: describeSubscription(subscription, parts.config, wallMs) };
}

/** Replaces a subscription. Until a changed address is validated, notifications go to the old one. */
async function update(
  { params, body, wallMs }: InboundRequest,
  { name }: Caller,
  parts: ApiParts,
): Promise<InboundResponse> {
  const { store, config } = parts;
  const id = params['subscriptionId'] ?? '';
  const old = store.get(id);
  if (old === undefined) return notFound(wallMs);
  const wanted = readRequest(body, wallMs);
  if (typeof wanted === 'string') return refuse(400, wanted, wallMs);
  const before = object(wanted, parts, wallMs, old.subscriptionId);
  if (before !== undefined) return before;
  if (wanted.notificationUrl !== old.notificationUrl && !(await validate(wanted, parts)))
    return invalidReceiver;
  const current = store.get(id);
  if (current === undefined) return notFound(wallMs);
  const after = object(wanted, parts, wallMs, old.subscriptionId);
  if (after !== undefined) return after;
  const subscription = { ...current, ...wanted, updatedBy: name, updatedAtMs: wallMs };
  store.put(subscription);
  return { status: 200, body: describeSubscription(subscription, config, wallMs) };
}

/** Why a request that is well-formed cannot be granted. */
function object(
  { authConfigId, active, subscriptionName }: SubscriptionRequest,
  { authHeaders, store }: ApiParts,
  wallMs: number,
  ownId?: string,
): InboundResponse | undefined {
  if (authConfigId !== null && !authHeaders.has(authConfigId)) {
    return refuse(404, 'There is no such authConfigId', wallMs);
  }
  if (active && store.isNameTaken(subscriptionName, wallMs, ownId)) {
    return refuse(409, 'An active subscription has this name', wallMs);
  }
  return undefined;
}

function validate(
  { notificationUrl, customHeaders, authConfigId }: SubscriptionRequest,
  parts: ApiParts,
): Promise<boolean> {
  const authHeader = authConfigId === null ? undefined : parts.authHeaders.get(authConfigId);
  return isValidReceiver(notificationUrl, mergeHeaders(customHeaders, authHeader), parts.probe);
}

function notFound(wallMs: number): InboundResponse {
  return refuse(404, 'There is no such subscription', wallMs);
}

/** ISO 8601 in UTC without fractions: `2026-05-27T18:00:00Z`. */
function formatInstant(wallMs: number): string {
  return `${new Date(wallMs).toISOString().slice(0, 19)}Z`;
}
