import type { SecureContext } from 'node:tls';
import type { Clock } from '../../lib/clock.ts';
import type { WantedWarm, Warmed } from '../message.ts';
import type { Address } from './address.ts';
import type { AnswerLimits } from './answer-parser.ts';
import { Connection, type ConnectionParts } from './connection.ts';
import type { Wire } from './wire.ts';

/** What connections are made of. */
export interface ConnectionsParts {
  /** The most that are open at once, over all origins. */
  readonly limit: number;
  readonly context: () => SecureContext;
  readonly clock: Clock;
  readonly wire: Wire;
  readonly limits: AnswerLimits;
  /** Told of each connection whether it was opened. */
  readonly onTried?: ConnectionParts['onTried'];
  /** Told when a connection that was being opened no longer is: another may be. */
  readonly onOpened: () => void;
}

/** What is different about a connection that is opened apart from the others. */
export interface ApartParts extends Pick<ConnectionsParts, 'context' | 'wire'> {
  /** True: it does not go on with a TLS session that is known, and none of its own is remembered. */
  readonly isNewSession: boolean;
  /** Told once it is of no use any more while nobody holds it. */
  readonly onLost: (connection: Connection) => void;
}

/** So few are opened at once: a receiver that hiccups is not then overrun with handshakes. */
const openingAtMost = 4;

/**
 * The connections of one lane, each lent to one request at a time. They grow slowly and stay until the receiver ends them. One
 * that was given back rests until the event loop has looked at its sockets once, so that an end which is there already is seen.
 */
export class Connections {
  readonly #parts: ConnectionsParts;
  readonly #all = new Set<Connection>();
  /** Those that are none of the lane's own, each with whoever wanted it. */
  readonly #apart = new Set<Connection>();
  readonly #opening = new Set<Connection>();
  readonly #idle = new Map<string, Connection[]>();
  readonly #sessions = new Map<string, Buffer>();
  readonly #closing = new Set<Promise<void>>();
  /** Ends what is being opened in advance. */
  readonly #warming = new Set<() => void>();
  /** Given back in this turn of the loop, and in the one before. */
  #freed: Connection[] = [];
  #resting: Connection[] = [];

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
  }

  /** How many there are, those that are being opened too. */
  get size(): number {
    return this.#all.size + this.#apart.size;
  }

  /** Whether some will be free in the next turn. */
  get areResting(): boolean {
    return this.#freed.length + this.#resting.length > 0;
  }

  /** To be called once a turn, after the loop has looked at its sockets: those that have rested can be taken. */
  turn(): void {
    for (const connection of this.#resting) {
      // An answer that came before the whole request was read leaves the other side with the rest of it.
      if (connection.isWriting) this.#end(connection);
      else this.#keep(connection);
    }
    this.#resting = this.#freed;
    this.#freed = [];
  }

  /**
   * Lends a connection to `address`: the one used last, or a new one when more than those that rest are waited for.
   * `undefined`: not now. Whoever gets one gives it back.
   */
  take(address: Address, waiting: number): Connection | undefined {
    const idle = this.#takeIdle(address.origin);
    if (idle !== undefined) return idle;
    const resting = countTo(this.#freed, address) + countTo(this.#resting, address);
    if (resting >= waiting || this.#opening.size >= openingAtMost) return undefined;
    if (this.#all.size >= this.#parts.limit && !this.#evict(address.origin)) return undefined;
    return this.#open(address);
  }

  /** Takes a connection back; one that is not `reusable` is closed. `idleMs`: for how long the receiver says that it keeps it. */
  giveBack(connection: Connection, reusable: boolean, idleMs: number): void {
    if (!reusable || connection.hasEnded) return this.#end(connection);
    connection.rest(idleMs);
    this.#freed.push(connection);
  }

  /** A new connection that is not one of those that are shared, with other parts. Whoever wants it ends it with {@link discard}. */
  openApart(address: Address, { isNewSession, ...parts }: Partial<ApartParts>): Connection {
    const { origin } = address;
    const connection: Connection = new Connection({
      ...this.#parts,
      address,
      ...(isNewSession !== true && {
        session: this.#sessions.get(origin),
        onSession: (session: Buffer) => void this.#sessions.set(origin, session),
      }),
      ...parts,
    });
    this.#apart.add(connection);
    return connection;
  }

  /** Ends a connection of {@link openApart}. */
  discard(connection: Connection): void {
    this.#apart.delete(connection);
    this.#close(connection);
  }

  /** A new connection in place of one that was lent and has ended. */
  replace(connection: Connection): Connection {
    this.#end(connection);
    return this.#open(connection.address);
  }

  /** Opens connections to `address`, a few at a time. Never rejects. */
  async warm(address: Address, { count, withinMs }: WantedWarm): Promise<Warmed> {
    const { promise: late, resolve } = Promise.withResolvers<false>();
    const stop = (): void => resolve(false);
    const timer = setTimeout(stop, withinMs);
    this.#warming.add(stop);
    let opened = 0;
    let begun = 0;
    const openInTurn = async (): Promise<void> => {
      while (begun < count && this.#all.size < this.#parts.limit) {
        begun++;
        if (!(await this.#warmOne(address, late))) return;
        opened++;
      }
    };
    await Promise.all(Array.from({ length: openingAtMost }, openInTurn));
    clearTimeout(timer);
    this.#warming.delete(stop);
    return { opened, failed: count - opened };
  }

  /** Closes all connections, lent ones too, and resolves when every socket is closed. */
  async close(): Promise<void> {
    for (const stop of this.#warming) stop();
    for (const connection of this.#all) this.#end(connection);
    for (const connection of this.#apart) this.discard(connection);
    this.#idle.clear();
    this.#freed = [];
    this.#resting = [];
    await Promise.all(this.#closing);
  }

  #open(address: Address, onOpened?: (isOpen: boolean) => void): Connection {
    const { origin } = address;
    const connection: Connection = new Connection({
      ...this.#parts,
      address,
      session: this.#sessions.get(origin),
      onSession: (session) => void this.#sessions.set(origin, session),
      onOpen: () => {
        onOpened?.(true);
        this.#noLongerOpening(connection);
      },
      onLost: () => {
        onOpened?.(false);
        this.#forget(connection);
        this.#end(connection);
      },
    });
    this.#all.add(connection);
    this.#opening.add(connection);
    return connection;
  }

  async #warmOne(address: Address, late: Promise<false>): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const connection = this.#open(address, resolve);
    const isOpen = await Promise.race([promise, late]);
    if (isOpen) this.#keep(connection);
    else this.#end(connection);
    return isOpen;
  }

  #noLongerOpening(connection: Connection): void {
    if (this.#opening.delete(connection)) this.#parts.onOpened();
  }

  #keep(connection: Connection): void {
    if (connection.hasEnded) return;
    const { origin } = connection.address;
    const idle = this.#idle.get(origin);
    if (idle === undefined) this.#idle.set(origin, [connection]);
    else idle.push(connection);
  }

  #takeIdle(origin: string): Connection | undefined {
    const idle = this.#idle.get(origin);
    if (idle === undefined) return undefined;
    const nowMs = this.#parts.clock.monotonicMs();
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (connection.isUsableAt(nowMs)) return connection;
      this.#end(connection);
    }
    this.#idle.delete(origin);
    return undefined;
  }

  /** Ends an idle connection to another origin; false when there is none. */
  #evict(origin: string): boolean {
    for (const [other, [connection]] of this.#idle) {
      if (other === origin || connection === undefined) continue;
      this.#forget(connection);
      this.#end(connection);
      return true;
    }
    return false;
  }

  /** Takes an idle connection out of those that can be taken. */
  #forget(connection: Connection): void {
    const { origin } = connection.address;
    const idle = this.#idle.get(origin) ?? [];
    const at = idle.indexOf(connection);
    if (at >= 0) idle.splice(at, 1);
    if (idle.length === 0) this.#idle.delete(origin);
  }

  #end(connection: Connection): void {
    this.#all.delete(connection);
    this.#close(connection);
    this.#noLongerOpening(connection);
  }

  #close(connection: Connection): void {
    const closed = connection.destroy().finally(() => this.#closing.delete(closed));
    this.#closing.add(closed);
  }
}

/** How many of them go to that origin. */
function countTo(connections: readonly Connection[], { origin }: Address): number {
  let count = 0;
  for (const { address } of connections) if (address.origin === origin) count++;
  return count;
}
