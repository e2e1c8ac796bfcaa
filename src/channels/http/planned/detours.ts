import type { Clock } from '../../../lib/clock.ts';
import { wantsOwnConnection, type WirePlan } from '../../wire-plan.ts';
import type { Address } from '../address.ts';
import type { Connection } from '../connection.ts';
import type { Connections } from '../connections.ts';
import { InTurn } from './in-turn.ts';
import type { PlannedAttempt } from './planned-attempt.ts';
import type { PlannedTls } from './planned-tls.ts';

/** Whether an attempt goes over a connection that is none of those that the lane's messages share. */
export function wantsDetour(plan: WirePlan): boolean {
  return plan.inTurn !== undefined || wantsOwnConnection(plan);
}

/** The connections of attempts to which faults are done: a new one each, or one of many that are used in turn. */
export class Detours {
  readonly #connections: Connections;
  readonly #tls: PlannedTls;
  readonly #clock: Clock;
  /** By origin and number. */
  readonly #inTurn = new Map<string, InTurn>();
  /** What is lent; `undefined` where it is the attempt's own. */
  readonly #lent = new Map<Connection, InTurn | undefined>();

  constructor(connections: Connections, tls: PlannedTls, clock: Clock) {
    this.#connections = connections;
    this.#tls = tls;
    this.#clock = clock;
  }

  /** Lends a connection; `undefined`: not now. */
  take(address: Address, { plan, wire }: PlannedAttempt): Connection | undefined {
    if (plan.inTurn !== undefined && !wantsOwnConnection(plan)) {
      const connections = this.#inTurnOf(address, plan.inTurn);
      const connection = connections.take(this.#clock.monotonicMs());
      if (connection !== undefined) this.#lent.set(connection, connections);
      return connection;
    }
    const { certificate, tlsVersion, isNewSession = false } = plan;
    const isOther = certificate !== undefined || tlsVersion !== undefined;
    const connection = this.#connections.openApart(address, {
      wire,
      ...(isOther && { context: this.#tls.load(plan, this.#clock.wallMs()).context }),
      // A session was begun with the lane's certificate and version.
      isNewSession: isNewSession || isOther,
    });
    this.#lent.set(connection, undefined);
    return connection;
  }

  /** Takes one back; false when it is none that {@link take} has lent. */
  giveBack(connection: Connection, isReusable: boolean, idleMs: number): boolean {
    if (!this.#lent.has(connection)) return false;
    const inTurn = this.#lent.get(connection);
    this.#lent.delete(connection);
    if (inTurn !== undefined && isReusable && !connection.hasEnded) {
      inTurn.giveBack(connection, idleMs);
      return true;
    }
    if (inTurn === undefined) this.#connections.discard(connection);
    else inTurn.end(connection);
    return true;
  }

  #inTurnOf(address: Address, count: number): InTurn {
    const key = `${count} ${address.origin}`;
    const known = this.#inTurn.get(key);
    if (known !== undefined) return known;
    const made = new InTurn(count, {
      open: (onLost) => this.#connections.openApart(address, { onLost }),
      end: (connection) => this.#connections.discard(connection),
    });
    this.#inTurn.set(key, made);
    return made;
  }
}
