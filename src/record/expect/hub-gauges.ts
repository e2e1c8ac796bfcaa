import type { RecordedClient, RunRecord } from '../record.ts';
import { ofClient, type ClientRecord, type ClientScope } from './client-scope.ts';
import type { HubName } from './expectation.ts';
import { Ends, isWithin, one, type Gauge, type GaugeParts, type Reading } from './gauge.ts';
import { MissedGauge, ReconnectGauge } from './loss-gauges.ts';

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
