import { Histogram } from '../../record/histogram.ts';
import type { Percentiles } from '../../record/percentiles.ts';

/** How many connections that ended are remembered: what is sent to one of them before the hub notices is on its way to nobody. */
const rememberedEnds = 10_000;

/** What became of the messages that a hub sent, as its clients tell it. */
export interface DeliveryFigures {
  /** Handed to a client's connection. */
  readonly sent: number;
  /** Of these, heard by the client. */
  readonly heard: number;
  /** Neither heard nor on a connection that its client had given up: lost. */
  readonly missed: number;
  /** On their way when the client gave up its connection, to come back on another. */
  readonly leftBehind: number;
  /** Heard once more, or never sent. */
  readonly twice: number;
  /** From when the hub got a message until its client heard it, in ms. */
  readonly latency: Percentiles;
}

/**
 * Puts what a hub sent beside what its clients heard. A message is known by its connection and its event; all instants are of
 * one clock. Holds what is on its way, and no more.
 */
export class Deliveries {
  readonly #onTheWay = new Map<string, Map<string, number>>();
  readonly #ended = new Set<string>();
  readonly #latency = new Histogram();
  #sent = 0;
  #heard = 0;
  #leftBehind = 0;
  #twice = 0;

  /** The hub was given a message for a connection at `atMs`. */
  sent(connectionId: string, eventId: string, atMs: number): void {
    this.#sent++;
    if (this.#ended.has(connectionId)) {
      this.#leftBehind++;
      return;
    }
    let events = this.#onTheWay.get(connectionId);
    if (events === undefined) this.#onTheWay.set(connectionId, (events = new Map<string, number>()));
    events.set(eventId, atMs);
  }

  /** A client heard an event on a connection at `atMs`. */
  heard(connectionId: string, eventId: string, atMs: number): void {
    const events = this.#onTheWay.get(connectionId);
    const sentMs = events?.get(eventId);
    if (events === undefined || sentMs === undefined) {
      this.#twice++;
      return;
    }
    events.delete(eventId);
    this.#heard++;
    this.#latency.add(atMs - sentMs);
  }

  /** A client has given up its connection. Everything that it heard on it has been told. */
  left(connectionId: string): void {
    this.#leftBehind += this.#onTheWay.get(connectionId)?.size ?? 0;
    this.#onTheWay.delete(connectionId);
    this.#ended.add(connectionId);
    if (this.#ended.size <= rememberedEnds) return;
    for (const oldest of this.#ended) {
      this.#ended.delete(oldest);
      break;
    }
  }

  /** The numbers as they stand: what is on its way counts as missed. */
  figures(): DeliveryFigures {
    return {
      sent: this.#sent,
      heard: this.#heard,
      missed: this.#sent - this.#heard - this.#leftBehind,
      leftBehind: this.#leftBehind,
      twice: this.#twice,
      latency: this.#latency.read(),
    };
  }
}
