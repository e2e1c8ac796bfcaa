import type { RecordedClient, RunRecord } from '../record.ts';
import type { HubName, OneOrMore, Scope } from './expectation.ts';
import { Ends, isWithin, one, type Gauge, type GaugeParts, type Moment, type Reading } from './gauge.ts';
import { isOneOf } from './scope-filter.ts';

/** Which clients are meant, and of what is about one, such as a subscription, which event types. */
export interface ClientScope extends Pick<Scope, 'vendor' | 'event_type'> {
  readonly client?: OneOrMore;
}

type ClientRecord = Extract<RunRecord, { type: 'client' }>;

/** The gauge of one of the things that are known of clients. */
export function hubGauge(name: HubName, scope: ClientScope, parts: GaugeParts): Gauge {
  switch (name) {
    case 'connected':
      return new WhoGauge('connected', scope, parts);
    case 'subscribed':
      return new WhoGauge('subscribed', scope, parts);
    case 'connections':
      return new ConnectionsGauge(scope, parts);
    case 'missed':
      return new MissedGauge(scope, parts);
    case 'reconnected':
      return new ReconnectGauge(scope, parts);
    case 'pings':
      return new PingsGauge(scope, parts);
  }
}

/** The record, where it is of a client that is meant. */
function ofClient(scope: ClientScope, record: RunRecord): ClientRecord | undefined {
  if (record.type !== 'client') return undefined;
  const { vendor, client, eventType } = record.client;
  const isMeant =
    isOneOf(scope.vendor, vendor) &&
    isOneOf(scope.client, client) &&
    (eventType === undefined || isOneOf(scope.event_type, eventType));
  return isMeant ? record : undefined;
}

/** How many clients, by name, did something at least once. */
class WhoGauge implements Gauge<readonly string[]> {
  readonly wants = ['client'] as const;
  readonly #what: RecordedClient['what'];
  readonly #scope: ClientScope;
  readonly #parts: GaugeParts;
  readonly #names = new Set<string>();

  constructor(what: RecordedClient['what'], scope: ClientScope, parts: GaugeParts) {
    this.#what = what;
    this.#scope = scope;
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    const meant = ofClient(this.#scope, record);
    if (meant?.client.what !== this.#what) return;
    this.#names.add(`${meant.client.vendor} ${meant.client.client}`);
    if (this.#parts.bound.max !== undefined) this.#parts.offend(record, () => this.#what);
  };

  read(): Reading | null {
    return one(this.#names.size);
  }

  readonly worst = (): Reading | null => one(this.#names.size);

  snapshot(): readonly string[] {
    return [...this.#names];
  }

  merge(names: readonly string[]): void {
    for (const name of names) this.#names.add(name);
  }
}

/** How often clients connected. */
class ConnectionsGauge implements Gauge<number> {
  readonly wants = ['client'] as const;
  readonly #scope: ClientScope;
  readonly #parts: GaugeParts;
  #count = 0;

  constructor(scope: ClientScope, parts: GaugeParts) {
    this.#scope = scope;
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    if (ofClient(this.#scope, record)?.client.what !== 'connected') return;
    this.#count++;
    if (this.#parts.bound.max !== undefined) this.#parts.offend(record, () => 'connected');
  };

  read(): Reading | null {
    return one(this.#count);
  }

  readonly worst = (): Reading | null => one(this.#count);

  snapshot(): number {
    return this.#count;
  }

  merge(count: number): void {
    this.#count += count;
  }
}

/** So many connections that are gone are remembered, for what was on its way to them. */
const mostGone = 1000;

/** How many messages clients missed: those that were on their way when they lost their connection, and those of the time after it. */
class MissedGauge implements Gauge<number> {
  readonly wants = ['client', 'outcome'] as const;
  readonly #scope: ClientScope;
  readonly #parts: GaugeParts;
  /** The connections of the clients that are meant. */
  readonly #connections = new Set<string>();
  /** Those that were lost, the oldest first. */
  readonly #gone = new Set<string>();
  #count = 0;

  constructor(scope: ClientScope, parts: GaugeParts) {
    this.#scope = scope;
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    if (record.type === 'outcome') return this.#ended(record);
    const meant = ofClient(this.#scope, record);
    if (meant === undefined) return;
    const { what, connection, eventType, entity } = meant.client;
    if (what === 'missed') this.#miss(record, `${eventType} of ${entity}`);
    if (connection === undefined) return;
    if (what === 'connected') this.#connections.add(connection);
    if (what === 'left') this.#left(connection, isLost(meant.client));
  };

  read(): Reading | null {
    return one(this.#count);
  }

  readonly worst = (): Reading | null => one(this.#count);

  snapshot(): number {
    return this.#count;
  }

  merge(count: number): void {
    this.#count += count;
  }

  #left(connection: string, lost: boolean): void {
    if (!this.#connections.delete(connection) || !lost) return;
    this.#gone.add(connection);
    if (this.#gone.size <= mostGone) return;
    const [oldest = ''] = this.#gone;
    this.#gone.delete(oldest);
  }

  #ended(record: Extract<RunRecord, { type: 'outcome' }>): void {
    const { message, outcome } = record;
    if (outcome.outcome !== 'cut_off' || message.channel !== 'signalr') return;
    const connection = message.push?.connectionId ?? '';
    if (!this.#gone.has(connection) || !isOneOf(this.#scope.event_type, message.eventType)) return;
    this.#miss(record, `${message.eventType}: ${outcome.reason}`);
  }

  #miss(record: RunRecord, saw: string): void {
    this.#count++;
    if (this.#parts.bound.max !== undefined) this.#parts.offend(record, () => saw);
  }
}

/** How long clients took to come back after they lost their connection. Holds those that are away. */
class ReconnectGauge implements Gauge<Reading | null> {
  readonly wants = ['client'] as const;
  readonly #scope: ClientScope;
  readonly #parts: GaugeParts;
  readonly #ends = new Ends();
  readonly #away = new Map<string, ClientRecord[]>();

  constructor(scope: ClientScope, parts: GaugeParts) {
    this.#scope = scope;
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    const meant = ofClient(this.#scope, record);
    if (meant === undefined) return;
    const { what, vendor, client } = meant.client;
    const name = `${vendor} ${client}`;
    if (what === 'left' && isLost(meant.client)) {
      this.#away.set(name, [...(this.#away.get(name) ?? []), meant]);
    }
    if (what === 'connected') this.#back(name, meant);
  };

  /** Who is away longer than is allowed has not come back in time, even if the end of the run came first. */
  read({ nowMs }: Moment): Reading | null {
    const { max = Infinity } = this.#parts.bound;
    const ends = new Ends();
    ends.merge(this.#ends.read());
    for (const record of [...this.#away.values()].flat()) {
      const ms = nowMs - record.client.atMs;
      if (ms <= max) continue;
      ends.add(ms);
      this.#parts.offend(record, () => `${record.client.reason ?? 'left'}, and did not come back`);
    }
    return ends.read();
  }

  readonly worst = (): Reading | null => this.#ends.read();

  snapshot(): Reading | null {
    return this.#ends.read();
  }

  merge(ends: Reading | null): void {
    this.#ends.merge(ends);
  }

  #back(name: string, record: ClientRecord): void {
    const [left, ...others] = this.#away.get(name) ?? [];
    if (left === undefined) return;
    if (others.length === 0) this.#away.delete(name);
    else this.#away.set(name, others);
    const ms = record.client.atMs - left.client.atMs;
    this.#ends.add(ms);
    if (!isWithin(ms, this.#parts.bound)) this.#parts.offend(record, () => `back after ${ms.toFixed(0)} ms`);
  }
}

/** How many pings each client sent, over all of its connections. Known when they have ended. */
class PingsGauge implements Gauge<Readonly<Record<string, number>>> {
  readonly wants = ['client'] as const;
  readonly #scope: ClientScope;
  readonly #parts: GaugeParts;
  readonly #pings = new Map<string, { count: number; record: ClientRecord | undefined }>();

  constructor(scope: ClientScope, parts: GaugeParts) {
    this.#scope = scope;
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    const meant = ofClient(this.#scope, record);
    if (meant?.client.what !== 'left') return;
    const { vendor, client, pings = 0 } = meant.client;
    this.#count(`${vendor} ${client}`, pings, meant);
  };

  read(): Reading | null {
    const ends = new Ends();
    for (const { count, record } of this.#pings.values()) {
      ends.add(count);
      if (record === undefined || isWithin(count, this.#parts.bound)) continue;
      this.#parts.offend(record, () => `${count} ${count === 1 ? 'ping' : 'pings'}`);
    }
    return ends.read();
  }

  snapshot(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#pings].map(([name, { count }]) => [name, count]));
  }

  merge(pings: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(pings)) this.#count(name, count, undefined);
  }

  #count(name: string, pings: number, record: ClientRecord | undefined): void {
    const known = this.#pings.get(name);
    this.#pings.set(name, { count: (known?.count ?? 0) + pings, record: known?.record ?? record });
  }
}

/** Whether a client was torn away: it neither said goodbye nor did the run end. */
function isLost({ reason }: RecordedClient): boolean {
  return reason !== 'client-closed' && reason !== 'shut-down';
}
