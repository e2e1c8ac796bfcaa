import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';
import type { Clock } from '../../lib/clock.ts';
import type { OpenedConnection } from '../message.ts';
import type { Address } from './address.ts';
import { AnswerParser } from './answer-parser.ts';
import type { AnswerLimits } from './answer-parser.ts';
import { nameError } from './name-error.ts';
import type { RequestBytes } from './request-bytes.ts';
import type { SocketParts, Wire, Writer } from './wire.ts';

/** Who a connection is lent to: told of what happens on it until it is given back or has ended. */
export interface Holder {
  onOpen(): void;
  /** `bytes` are valid during the call only. */
  onBytes(bytes: Buffer): void;
  /** The connection is over: the other side ended it, or it broke with `error`. */
  onEnd(error: Error | undefined): void;
}

/** How the opening of a connection went. */
export type Opening = Omit<OpenedConnection, 'vendor' | 'feed'>;

/** What a connection is made of. */
export interface ConnectionParts {
  readonly address: Address;
  readonly context: () => SecureContext;
  readonly clock: Clock;
  readonly wire: Wire;
  readonly limits: AnswerLimits;
  readonly session?: Buffer | undefined;
  /** Told of a TLS session that may be resumed. */
  readonly onSession?: (session: Buffer) => void;
  readonly onOpen?: (connection: Connection) => void;
  /** Told once whether it was opened. */
  readonly onTried?: ((opening: Opening) => void) | undefined;
  /** Told once it is of no use any more while nobody holds it: it has ended, or bytes came that nobody asked for. */
  readonly onLost?: (connection: Connection) => void;
}

/** A TLS record's worth, and more than an answer has. */
const bufferBytes = 16 * 1024;

/** One connection to a receiver, for one request at a time. It begins to open when it is made. */
export class Connection {
  readonly address: Address;
  /** Reads the answer to the present request. */
  readonly parser: AnswerParser;
  readonly #parts: ConnectionParts;
  #socket: Socket;
  readonly #beganMs: number;
  #holder: Holder | undefined;
  #wasOpened = false;
  #hasEnded = false;
  #connectMs: number | undefined;
  #handshakeMs: number | undefined;
  #idleSinceMs: number | undefined;
  #usableUntilMs = Infinity;

  constructor(parts: ConnectionParts) {
    const { address, context, clock, wire, limits, session } = parts;
    this.#parts = parts;
    this.address = address;
    this.parser = new AnswerParser(limits);
    const onBytes = (bytes: Buffer): void => this.#take(bytes);
    const socketParts = { address, context, session, buffer: Buffer.alloc(bufferBytes), onBytes };
    this.#socket = wire.open(socketParts);
    // What this process itself does to begin is none of the network's time.
    this.#beganMs = clock.monotonicMs();
    this.#listen(this.#socket, socketParts);
  }

  /** Whether a request can be written. */
  get isOpen(): boolean {
    return this.#wasOpened && !this.#hasEnded;
  }

  /** Whether it is over. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Whether bytes that were written still wait to be sent. */
  get isWriting(): boolean {
    return this.#socket.writableLength > 0;
  }

  /** How long it took to open, in ms: TCP with the look-up of the name, then TLS. `undefined` when it never did. */
  get opening(): { readonly connectMs: number; readonly handshakeMs?: number } | undefined {
    const connectMs = this.#connectMs;
    if (!this.#wasOpened || connectMs === undefined) return undefined;
    return this.#handshakeMs === undefined ? { connectMs } : { connectMs, handshakeMs: this.#handshakeMs };
  }

  /** Lends it. Returns for how many ms it was idle; `undefined` when nobody could have used it before. */
  lend(holder: Holder): number | undefined {
    this.#holder = holder;
    return this.#idleSinceMs === undefined ? undefined : this.#parts.clock.monotonicMs() - this.#idleSinceMs;
  }

  /** Takes it back to wait for the next request; it should not be used after `idleMs` any more. */
  rest(idleMs: number): void {
    this.#holder = undefined;
    this.#idleSinceMs = this.#parts.clock.monotonicMs();
    // Well before the receiver ends it: a request takes its time to get there.
    this.#usableUntilMs = this.#idleSinceMs + Math.max(idleMs - 1000, idleMs / 2);
  }

  /** Whether it may be used now: it is open, and the receiver has not said that it ends it about now. */
  isUsableAt(nowMs: number): boolean {
    return this.isOpen && nowMs < this.#usableUntilMs;
  }

  /** Writes a request; with a `writer`, in its way. */
  write(bytes: RequestBytes, writer: Writer = this.#parts.wire): void {
    this.parser.reset();
    writer.write(this.#socket, bytes);
  }

  /** Lets whoever wrote the request know that a 1xx came. */
  interim(writer: Writer = this.#parts.wire): void {
    writer.interim?.(this.#socket);
  }

  /** Ends it, and with it a request that is under way, without a word to its holder. Resolves when the socket is closed. */
  async destroy(): Promise<void> {
    if (!this.#wasOpened && !this.#hasEnded) this.#tellTried('given up');
    this.#hasEnded = true;
    this.#holder = undefined;
    const socket = this.#socket;
    if (socket.closed) return;
    await new Promise((resolve) => socket.once('close', resolve).destroy());
  }

  #listen(socket: Socket, socketParts: SocketParts): void {
    const { address, clock, wire } = this.#parts;
    socket.once('connect', () => {
      this.#connectMs = clock.monotonicMs() - this.#beganMs;
      if (!address.isSecure) return this.#open();
      if (wire.secure === undefined || this.#hasEnded) return;
      this.#socket = wire.secure(socket, socketParts);
      this.#listenForTls(this.#socket);
      this.#listenForEnd(this.#socket);
    });
    if (address.isSecure && wire.secure === undefined) this.#listenForTls(socket);
    this.#listenForEnd(socket);
  }

  #listenForTls(socket: Socket): void {
    const { clock, onSession } = this.#parts;
    socket.once('secureConnect', () => {
      this.#handshakeMs = clock.monotonicMs() - this.#beganMs - (this.#connectMs ?? 0);
      this.#open();
    });
    if (onSession !== undefined) socket.on('session', onSession);
  }

  #listenForEnd(socket: Socket): void {
    socket.on('end', () => this.#end(undefined));
    socket.on('error', (error) => this.#end(error));
    socket.once('close', () => this.#end(undefined));
  }

  #open(): void {
    if (this.#hasEnded) return;
    this.#wasOpened = true;
    this.#tellTried(undefined);
    if (this.#holder === undefined) this.rest(Infinity);
    this.#parts.onOpen?.(this);
    this.#holder?.onOpen();
  }

  #take(bytes: Buffer): void {
    if (this.#hasEnded) return;
    if (this.#holder !== undefined) this.#holder.onBytes(bytes);
    else this.#end(undefined);
  }

  #end(error: Error | undefined): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (!this.#wasOpened) this.#tellTried(error === undefined ? 'connection closed' : nameError(error));
    if (this.#holder === undefined) this.#parts.onLost?.(this);
    else this.#holder.onEnd(error);
  }

  #tellTried(error: string | undefined): void {
    const { onTried, clock } = this.#parts;
    if (onTried === undefined) return;
    const isResumed = this.#socket instanceof TLSSocket && this.#socket.isSessionReused();
    onTried({
      atMs: clock.monotonicMs(),
      connectMs: this.#connectMs,
      handshakeMs: this.#handshakeMs,
      resumed: isResumed && error === undefined ? true : undefined,
      error,
    });
  }
}
