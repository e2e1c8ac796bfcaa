import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { openControl } from '../../src/control/open-control.ts';
import { machineClock } from '../../src/lib/clock.ts';
import type { Run } from '../../src/run/handle.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario, type ScenarioInput } from '../../src/scenario/index.ts';

/** What the receiver answers now and then: were it not escaped, the page would run it. */
export const hostile = `<script>window.broken = 'script'</script><img src=x onerror="window.broken = 'img'">`;

/** A centre that is busy from its first minute, at a receiver that refuses each ninth message. */
export const busyCentre = (url: string): ScenarioInput => ({
  seed: 11,
  start: '2026-03-02T09:00',
  duration: '8h',
  speed: 60,
  centre: {
    time_zone: 'Europe/Helsinki',
    queues: [
      { name: 'Billing' },
      { name: 'Service' },
      { name: `Returns <b>&amp;</b>` },
      { name: 'Web chat', channel: 'chat' },
    ],
    agents: [
      { name: 'alice', queues: ['Billing', 'Service'] },
      { name: 'bo', queues: ['Service'] },
      { name: 'agent', count: 16, queues: ['Billing', 'Service', 'Returns <b>&amp;</b>'] },
      { name: 'chatter', count: 4, queues: ['Web chat'] },
    ],
  },
  traffic: [
    { profile: 'voice', queue: 'Billing', per_hour: 120 },
    { profile: 'voice', queue: 'Service', per_hour: 90 },
    { profile: 'chat', queue: 'Web chat', per_hour: 60 },
  ],
  targets: {
    asapp: { raw: { url, retries: 1 } },
    enreach: { sign_in: { password: 'phoney' } },
  },
});

/** A run with a control API, and who is at both ends of it. */
export interface ConsoleWorld {
  readonly url: string;
  readonly run: Run;
  /** How many requests the receiver was sent. */
  readonly received: () => number;
  /** Has somebody connect to Enreach's hub and subscribe. */
  readonly connectClient: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How a world differs from the usual one. */
export interface WorldWish {
  readonly scenario?: (url: string) => ScenarioInput;
  readonly token?: string;
  readonly port?: number;
  /** Stands at its first instant, so that what happens next depends on the seed alone. */
  readonly paused?: boolean;
}

/** Opens a receiver, a run and its control API. */
export async function openConsoleWorld({
  scenario = busyCentre,
  token,
  port = 0,
  paused = false,
}: WorldWish = {}): Promise<ConsoleWorld> {
  let received = 0;
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => {
      response.statusCode = ++received % 9 === 0 ? 503 : 200;
      response.end(response.statusCode === 200 ? '' : hostile);
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  const target = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const run = await startRun(loadScenario(scenario(target)), {
    keep: 2000,
    stayOpen: true,
    paused,
    listen: { port: 0 },
  });
  const opened = await openControl({
    port,
    token,
    clock: machineClock,
    version: '0.0.0',
    onError: (error) => {
      throw error;
    },
  });
  opened.control.hold(run);
  const closing: (() => Promise<void>)[] = [];
  return {
    url: opened.url,
    run,
    received: () => received,
    async connectClient() {
      const hub = run.dialects.find(({ vendor }) => vendor === 'enreach')?.inbound?.hub;
      if (hub === undefined || run.servers === undefined) throw new Error('The scenario has no hub.');
      const accessToken = await hub.issueToken('alice', Date.now());
      const connection = new HubConnectionBuilder()
        .withUrl(`${run.servers.origin}${hub.path}`, {
          transport: HttpTransportType.WebSockets,
          accessTokenFactory: () => accessToken,
        })
        .configureLogging(LogLevel.None)
        .build();
      connection.on('MessageReceived', () => undefined);
      closing.push(() => connection.stop());
      await connection.start();
      const [dialect] = run.dialects.filter(({ vendor }) => vendor === 'enreach');
      const ids = [...(dialect?.identify?.(run.centre).agents.values() ?? [])].slice(0, 6);
      const wishes = ids.map(({ UserId }) => ({ EntityId: UserId, EventName: 'UserStatus' }));
      await connection.invoke('Subscribe', wishes);
    },
    async close() {
      await Promise.all(closing.map((end) => end()));
      run.cutOff();
      await run.result;
      await opened.close();
      receiver.closeAllConnections();
      await new Promise((closed) => receiver.close(closed));
    },
  };
}
