import type { Connection } from '../connection.ts';

/** How connections that are used in turn are opened and ended. */
export interface InTurnParts {
  /** Opens one, which tells when it has ended while it waited. */
  readonly open: (onLost: (connection: Connection) => void) => Connection;
  readonly end: (connection: Connection) => void;
}

/** Connections that are used one after the other, so that all of them stay open. */
export class InTurn {
  readonly #count: number;
  readonly #parts: InTurnParts;
  /** Those that wait, the one that has waited longest first. */
  readonly #idle: Connection[] = [];
  #size = 0;

  constructor(count: number, parts: InTurnParts) {
    this.#count = count;
    this.#parts = parts;
  }

  /** Lends a new one until there are enough, and then the one that has waited longest; `undefined` when all are lent. */
  take(nowMs: number): Connection | undefined {
    if (this.#size < this.#count) {
      this.#size++;
      return this.#parts.open((lost) => this.#lose(lost));
    }
    const idle = this.#idle.shift();
    if (idle === undefined || idle.isUsableAt(nowMs)) return idle;
    this.end(idle);
    return this.take(nowMs);
  }

  /** Takes one back that can be used again. `idleMs`: for how long the receiver says that it keeps it. */
  giveBack(connection: Connection, idleMs: number): void {
    connection.rest(idleMs);
    this.#idle.push(connection);
  }

  /** Ends one that is of no use any more. */
  end(connection: Connection): void {
    this.#size--;
    this.#parts.end(connection);
  }

  #lose(connection: Connection): void {
    const at = this.#idle.indexOf(connection);
    if (at < 0) return;
    this.#idle.splice(at, 1);
    this.end(connection);
  }
}
