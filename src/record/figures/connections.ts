import type { OpenedConnection } from '../../channels/message.ts';
import { Histogram, type HistogramSnapshot } from '../histogram.ts';
import { neverMeasured, type Percentiles } from '../percentiles.ts';

/** The connections of a feed to its receivers. */
export interface ConnectionsSummary {
  readonly opened: number;
  /** TLS handshakes of those. */
  readonly handshakes: number;
  /** Handshakes that went on with a session that was known; a part of `handshakes`. */
  readonly resumed: number;
  /** Those that could not be opened. */
  readonly failed: number;
  /** How long those that were opened took for TCP, with the look-up of the host's name. */
  readonly connectMs: Percentiles;
  /** And for TLS after that. */
  readonly handshakeMs: Percentiles;
}

/** The same as plain JSON, to be put together with that of others. */
export interface ConnectionsSnapshot extends Record<Count, number> {
  readonly connect: HistogramSnapshot;
  readonly handshake: HistogramSnapshot;
}

const counts = ['opened', 'handshakes', 'resumed', 'failed'] as const;
type Count = (typeof counts)[number];

/** A feed that opened none. */
export const noConnections: ConnectionsSummary = {
  opened: 0,
  handshakes: 0,
  resumed: 0,
  failed: 0,
  connectMs: neverMeasured,
  handshakeMs: neverMeasured,
};

/** Counts the connections of one feed, or of all together. */
export class ConnectionsFold {
  readonly #counts: Record<Count, number> = { opened: 0, handshakes: 0, resumed: 0, failed: 0 };
  readonly #connect = new Histogram();
  readonly #handshake = new Histogram();

  add({ connectMs, handshakeMs, resumed, error }: OpenedConnection): void {
    if (error !== undefined) {
      this.#counts.failed++;
      return;
    }
    this.#counts.opened++;
    if (resumed === true) this.#counts.resumed++;
    if (connectMs !== undefined) this.#connect.add(connectMs);
    if (handshakeMs === undefined) return;
    this.#counts.handshakes++;
    this.#handshake.add(handshakeMs);
  }

  read(): ConnectionsSummary {
    return { ...this.#counts, connectMs: this.#connect.read(), handshakeMs: this.#handshake.read() };
  }

  snapshot(): ConnectionsSnapshot {
    return { ...this.#counts, connect: this.#connect.snapshot(), handshake: this.#handshake.snapshot() };
  }

  /** Adds everything that `other` has counted. */
  addAll(other: ConnectionsFold): void {
    for (const name of counts) this.#counts[name] += other.#counts[name];
    this.#connect.addAll(other.#connect);
    this.#handshake.addAll(other.#handshake);
  }

  merge(snapshot: ConnectionsSnapshot): void {
    for (const name of counts) this.#counts[name] += snapshot[name];
    this.#connect.merge(snapshot.connect);
    this.#handshake.merge(snapshot.handshake);
  }
}
