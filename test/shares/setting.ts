import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { machineClock } from '../../src/lib/clock.ts';
import { startRun } from '../../src/run/run.ts';
import { planShares } from '../../src/run/share/plan.ts';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';
import type { CoordinatorParts } from '../../src/shares/coordinator.ts';
import type { ShareOrder } from '../../src/shares/order.ts';

/** A receiver that remembers the bodies that came. */
export interface Collector {
  readonly url: string;
  readonly bodies: readonly string[];
  /** Resolves once so many have come. */
  until(count: number): Promise<void>;
  /** Forgets what has come. */
  forget(): void;
}

/** Opens a receiver that answers each request with 200, or so many of them and no more, and none at a path that ends in /silent. */
export async function openCollector(answersAtMost = Infinity): Promise<Collector> {
  const bodies: string[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      if (bodies.length <= answersAtMost && request.url?.endsWith('/silent') !== true) response.end();
      for (const look of waiting) look();
    });
  });
  // A connection stays open, so that whoever stood still has one to send on at once.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    bodies,
    until: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (bodies.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    forget: () => void bodies.splice(0),
  };
}

/** A small centre that tells `url` what happens. */
export function smallScenario(url: string, more = ''): Scenario {
  return loadScenario({ file: 'small.yaml', text: smallText(url, more) });
}

/** The same as a file would have it. */
export function smallText(url: string, more = ''): string {
  return `
seed: 11
start: 2026-03-02T09:00
duration: 3m
centre:
  queues: [{ name: Service }, { name: Messaging, channel: chat }]
  agents:
    - { name: voice, count: 4, queues: [Service] }
    - { name: chat, count: 2, queues: [Messaging], chat_slots: 2 }
traffic:
  - { profile: voice, queue: Service, per_hour: 120 }
  - { profile: chat, queue: Messaging, per_hour: 90 }
targets: { asapp: { raw: { url: '${url}' } } }
${more === '' ? 'pace: { rate: 2000, held: 0 }' : more}
`;
}

/** What each of `count` shares is asked to play. */
export function ordersOf(scenario: Scenario, count: number, centres = 1): ShareOrder[] {
  return planShares(count, centres).map((plan) => ({
    plan,
    scenario,
    stopAfterMs: Infinity,
    details: false,
  }));
}

/** The bodies that one process sends, sorted. */
export async function bodiesOfOne(scenario: Scenario, collector: Collector): Promise<readonly string[]> {
  const run = await startRun(scenario);
  await run.result;
  const bodies = collector.bodies.toSorted();
  collector.forget();
  return bodies;
}

/** The bodies of so many messages that one process sends first, sorted: however late it is, it is these. */
export async function firstBodiesOfOne(
  scenario: Scenario,
  collector: Collector,
  count: number,
): Promise<readonly string[]> {
  const bodies: string[] = [];
  const run = await startRun(scenario, { paused: true });
  run.follow((record) => {
    if (record.type !== 'message' || bodies.length === count) return;
    bodies.push(record.message.body);
    if (bodies.length === count) run.stop();
  });
  run.resume();
  await run.result;
  collector.forget();
  return bodies.toSorted();
}

/** How shares are watched over, unless a test has something else in mind. */
export function coordinatorParts(scenario: Scenario, more: Partial<CoordinatorParts> = {}): CoordinatorParts {
  return {
    scenario,
    clock: machineClock,
    readyWithinMs: 30_000,
    stop: new AbortController().signal,
    cutOff: new AbortController().signal,
    ...more,
  };
}
