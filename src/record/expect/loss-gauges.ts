import type { RunRecord } from '../record.ts';
import { formatBounded } from '../report/wording.ts';
import { isLost, ofClient, type ClientRecord, type ClientScope } from './client-scope.ts';
import { Ends, isWithin, one, type Gauge, type GaugeParts, type Moment, type Reading } from './gauge.ts';
import { isOneOf } from './scope-filter.ts';

/** So many connections that are gone are remembered, for what was on its way to them. */
const mostGone = 1000;

/** How many messages clients missed: those that were on their way when they lost their connection, and those of the time after it. */
export class MissedGauge implements Gauge<number> {
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
    if (outcome.outcome !== 'cut_off' || message.channel === 'http') return;
    const connection =
      (message.channel === 'signalr' ? message.push?.connectionId : message.connectionId) ?? '';
    if (!this.#gone.has(connection) || !isOneOf(this.#scope.event_type, message.eventType)) return;
    this.#miss(record, `${message.eventType}: ${outcome.reason}`);
  }

  #miss(record: RunRecord, saw: string): void {
    this.#count++;
    if (this.#parts.bound.max !== undefined) this.#parts.offend(record, () => saw);
  }
}

/** How long clients took to come back after they lost their connection. Holds those that are away. */
export class ReconnectGauge implements Gauge<Reading | null> {
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
    if (!isWithin(ms, this.#parts.bound))
      this.#parts.offend(record, () => `back after ${formatBounded('time', ms, this.#parts.bound)}`);
  }
}
