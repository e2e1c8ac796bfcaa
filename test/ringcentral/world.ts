import { expect } from 'vitest';
import { createHttpChannel } from '../../src/channels/http/index.ts';
import { createProbe } from '../../src/channels/http/probe.ts';
import type { HttpMessage, Outcome } from '../../src/channels/message.ts';
import type { Dialect, HttpDraft } from '../../src/dialects/dialect.ts';
import { routeRouter } from '../../src/server/route-router.ts';
import { openServer } from '../../src/server/server.ts';
import { ringcentralConfig } from '../../src/dialects/ringcentral/config.ts';
import { createRingcentral, tlsRules } from '../../src/dialects/ringcentral/index.ts';
import { specimenSteps } from '../kit/ringcentral/events.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { createRandom } from '../../src/lib/random.ts';

/** The dialect with its REST API open on 127.0.0.1 and the http channel behind it. */
export interface World {
  readonly dialect: Dialect<HttpDraft>;
  /** Moves the wall clock on, by ms. */
  passTime(ms: number): void;
  readonly wallMs: () => number;
  call(method: string, path: string, options?: { token?: string | null; body?: unknown }): Promise<Answered>;
  /** Plays the specimen's day with an answered call, and waits until all is delivered or given up. */
  playDay(): Promise<{ messages: HttpMessage[]; outcomes: Outcome[] }>;
  close(): Promise<void>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export const collection =
  '/voice/api/cx/integration/v1/accounts/400000000/sub-accounts/15300002/agent-states/subscriptions';
export const authConfigId = '2f8f8b6e-2a5c-4d8c-bd44-31db90a77b2a';

/** Opens one. `subscriptions` goes over the settings, `ca` is a PEM file. */
export async function openWorld(subscriptions: object = {}, ca?: string): Promise<World> {
  const config = ringcentralConfig.parse({
    ...(ca !== undefined && { tls: { ca } }),
    subscriptions: {
      users: [
        { name: 'Admin User', token: 'admin-token' },
        { name: 'Second User', token: 'second-token' },
        { name: 'Guest', token_env: 'GUEST_TOKEN', roles: [] },
      ],
      auth_configs: [{ id: authConfigId, value: 'Basic d2ZtOnNlY3JldA==' }],
      retry_pause_ms: 1,
      ...subscriptions,
    },
  });
  let passedMs = 0;
  const wallMs = (): number => machineClock.wallMs() + passedMs;
  const env = { GUEST_TOKEN: 'guest-token' };
  const probe = createProbe(tlsRules(config), env, machineClock);
  const dialect = createRingcentral(config, { seed: 1, publicUrl: 'http://127.0.0.1', env, probe, wallMs });
  const outcomes: Outcome[] = [];
  const channel = createHttpChannel({
    lanes: dialect.lanes,
    laneOf: (_vendor, feed) => dialect.laneOf?.(feed),
    observer: { attempted: () => undefined, ended: (_message, outcome) => outcomes.push(outcome) },
    clock: machineClock,
    random: createRandom(1),
    env,
  });
  const server = await openServer({});
  const onError = (error: unknown): void => expect(error).toBeUndefined();
  server.mount({ router: routeRouter(dialect.inbound?.routes ?? [], { corsOrigins: [], wallMs, onError }) });
  let seq = 0;

  return {
    dialect,
    wallMs,
    passTime: (ms) => (passedMs += ms),
    async call(method, path, { token = 'admin-token', body } = {}) {
      const response = await fetch(`${server.origin}${path}`, {
        method,
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed = text === '' ? {} : (JSON.parse(text) as Answered['body']);
      return { status: response.status, headers: response.headers, body: parsed };
    },
    async playDay() {
      const messages: HttpMessage[] = [];
      const before = outcomes.length;
      for (const { event, view } of specimenSteps(Date.UTC(2026, 0, 5, 8), 'inbound', 'answered')) {
        for (const draft of dialect.render(event, view)) {
          const message = { ...draft, seq: ++seq, at: event.at, vendor: 'ringcentral' };
          messages.push(message);
          channel.send(message, machineClock.monotonicMs());
        }
      }
      await channel.drain(new AbortController().signal);
      return { messages, outcomes: outcomes.slice(before) };
    },
    async close() {
      await channel.close();
      await server.close();
    },
  };
}
