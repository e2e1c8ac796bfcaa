import * as current from '@microsoft/signalr';
import { HttpTransportType, LogLevel, type HubConnection } from '@microsoft/signalr';
import * as old from 'signalr-3.1';
import { onTestFinished } from 'vitest';
import type { Phoney, RunRecord } from '../../src/index.ts';
import { hold, quiet } from '../library/centre.ts';

/** A client, and what its `on…` methods were told: `closed: …`, `reconnecting: …`, `reconnected`, and messages. */
export interface HubClient {
  readonly connection: HubConnection;
  readonly log: string[];
  /** Resolves when the log has a line that begins so. */
  readonly until: (beginning: string) => Promise<string>;
}

/** How it connects. Default: as Microsoft's current client does by itself, and comes back when its connection is lost. */
export interface HubClientWish {
  readonly version?: '10' | '3.1';
  readonly transport?: HttpTransportType;
  /** For how long the server may be silent. */
  readonly patienceMs?: number;
  readonly user?: string;
  /** Default: a fresh one of the user's. */
  readonly token?: string;
  /** How long it waits before it tries to come back, again and again; `null`: it does not. */
  readonly backAfterMs?: number | null;
}

/** A quiet hour at a hub, held. */
export function holdHub(
  faults: readonly Record<string, unknown>[] = [],
  target: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Promise<Phoney> {
  const enreach = { sign_in: { password: 'phoney' }, ...target };
  return hold({ scenario: { ...quiet, ...more, faults, targets: { enreach } } as never });
}

/** Builds Microsoft's client for the hub of a run. It is not started. */
export function clientOf(phoney: Phoney, wish: HubClientWish = {}): HubClient {
  const {
    version = '10',
    transport = HttpTransportType.WebSockets,
    user = 'alice',
    backAfterMs = 20,
    token,
  } = wish;
  const hub = phoney.hub('enreach');
  const { HubConnectionBuilder } = version === '10' ? current : (old as unknown as typeof current);
  const builder = new HubConnectionBuilder()
    .withUrl(hub.url, { transport, accessTokenFactory: () => token ?? hub.token(user) })
    .configureLogging(LogLevel.None);
  if (backAfterMs !== null) {
    builder.withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => backAfterMs });
  }
  const connection = builder.build();
  if (wish.patienceMs !== undefined) connection.serverTimeoutInMilliseconds = wish.patienceMs;
  const log: string[] = [];
  const watchers = new Set<() => void>();
  const note = (line: string): void => {
    log.push(line);
    for (const watch of watchers) watch();
  };
  connection.onclose((error) => note(`closed: ${error?.message ?? ''}`));
  connection.onreconnecting((error) => note(`reconnecting: ${error?.message ?? ''}`));
  connection.onreconnected(() => note('reconnected'));
  connection.on('MessageReceived', () => note('message'));
  onTestFinished(() => connection.stop());
  return {
    connection,
    log,
    until: (beginning) => {
      const found = (): string | undefined => log.find((line) => line.startsWith(beginning));
      return new Promise((resolve) => {
        const look = (): void => {
          const line = found();
          if (line === undefined) return;
          watchers.delete(look);
          resolve(line);
        };
        watchers.add(look);
        look();
      });
    },
  };
}

/** Connects a client of alice's. */
export async function connect(phoney: Phoney, wish: HubClientWish = {}): Promise<HubClient> {
  const client = clientOf(phoney, wish);
  await client.connection.start();
  return client;
}

/** Asks for alice's own status. */
export async function subscribe(phoney: Phoney, { connection }: HubClient): Promise<void> {
  const id = phoney.agents()[0]?.vendors['enreach']?.['UserId'];
  await connection.invoke('Subscribe', [{ EntityId: id, EventName: 'UserStatus' }]);
}

/** What the record says of faults, from the beginning. */
export function faultsOf(phoney: Phoney): Extract<RunRecord, { type: 'fault' }>['fault'][] {
  const faults: Extract<RunRecord, { type: 'fault' }>['fault'][] = [];
  phoney.follow((record) => void (record.type === 'fault' && faults.push(record.fault)), { backlog: true })();
  return faults;
}
