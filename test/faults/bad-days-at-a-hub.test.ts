import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { expect, test } from 'vitest';
import type { Run } from '../../src/run/handle.ts';
import type { RunResult } from '../../src/record/run-result.ts';
import { startRun } from '../../src/run/run.ts';
import type { Scenario } from '../../src/scenario/index.ts';
import { loadDay } from './bad-day.ts';

/** Three times as fast as shipped, and what real time has a part in with it. */
const faster = 3;

/** What a client does when it has lost its connection. */
interface Manners {
  /** Fetches a fresh token each time that it connects. */
  readonly fetchesTokens: boolean;
  readonly subscribesAnew: boolean;
}

const good: Manners = { fetchesTokens: true, subscribesAnew: true };

async function connectAlice(run: Run, { fetchesTokens, subscribesAnew }: Manners): Promise<HubConnection> {
  const origin = run.servers?.origin ?? '';
  const hub = run.dialects.find(({ inbound }) => inbound?.hub !== undefined)?.inbound?.hub;
  // Not over REST: to check two hundred passwords takes longer than the hub is down.
  const fetchToken = async (): Promise<string> => (await hub?.issueToken('alice', Date.now())) ?? '';
  const first = await fetchToken();
  const connection = new HubConnectionBuilder()
    .withUrl(`${origin}/rte`, {
      accessTokenFactory: () => (fetchesTokens ? fetchToken() : first),
    })
    .withAutomaticReconnect({
      nextRetryDelayInMilliseconds: ({ previousRetryCount }) => 200 * (previousRetryCount + 1),
    })
    .configureLogging(LogLevel.None)
    .build();
  const [alice] = run.dialects.flatMap((dialect) => [
    ...(dialect.identify?.(run.centre).agents.values() ?? []),
  ]);
  /** To everything that is about a user. */
  const subscribe = async (): Promise<void> => {
    const names = await connection.invoke<string[]>('AvailableSubscriptions');
    const own = names.filter((name) => name.startsWith('User'));
    await connection.invoke(
      'Subscribe',
      own.map((EventName) => ({ EntityId: alice?.['UserId'], EventName })),
    );
  };
  connection.on('MessageReceived', () => undefined);
  connection.onreconnected(() => void (subscribesAnew && subscribe().catch(() => undefined)));
  await connection.start();
  await subscribe();
  return connection;
}

async function playWith(scenario: Scenario, clients: number, manners: Manners): Promise<RunResult> {
  const connections: HubConnection[] = [];
  const run = await startRun(scenario, {
    begin: async (begun) => {
      const alike = Array.from({ length: clients }, () => connectAlice(begun, manners));
      connections.push(...(await Promise.all(alike)));
    },
  });
  const result = await run.result;
  await Promise.all(connections.map((connection) => connection.stop()));
  return result;
}

/** The hub is down for as much of the day as in the shipped one. */
function hubRestarts(): Scenario {
  const day = loadDay('hub-restarts', faster);
  const faults = day.faults.map((fault) => {
    const { back_after: downMs } = fault.input as unknown as { readonly back_after: number };
    return { ...fault, input: { ...fault.input, back_after: downMs / faster } };
  });
  return { ...day, faults };
}

function tokenExpires(): Scenario {
  const day = loadDay('token-expires-before-reconnect', faster);
  const { enreach } = day.targets;
  if (enreach === undefined) throw new Error('The day has no hub.');
  const token = { ...enreach.token, lifetime: Math.round(enreach.token.lifetime / faster) };
  return { ...day, targets: { enreach: { ...enreach, token } } };
}

const failed = ({ expectations }: RunResult): string[] =>
  expectations.filter(({ ok }) => !ok).map(({ id }) => id);

test.concurrent('hub-restarts: two hundred clients come back twice, each with what it had', async () => {
  const result = await playWith(hubRestarts(), 200, good);
  expect(failed(result)).toEqual([]);
  expect(result.summary.delivered).toBeGreaterThan(200 * 5);
  expect(result.summary.faults).toEqual({
    'first restart': { kind: 'restart', touched: 1 },
    'second restart': { kind: 'restart', touched: 1 },
  });
});

test.concurrent('hub-restarts: a client that does not subscribe anew misses the rest of the day', async () => {
  const result = await playWith(hubRestarts(), 1, { ...good, subscribesAnew: false });
  expect(failed(result)).toEqual(['delivered']);
});

test.concurrent('token-expires-before-reconnect: a client that fetches a fresh token is back', async () => {
  expect(failed(await playWith(tokenExpires(), 1, good))).toEqual([]);
});

test.concurrent('token-expires-before-reconnect: a client that keeps its token stays outside', async () => {
  const result = await playWith(tokenExpires(), 1, { ...good, fetchesTokens: false });
  expect(failed(result)).toEqual(['delivered']);
});
