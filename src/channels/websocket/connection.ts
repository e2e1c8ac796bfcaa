import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../../lib/clock.ts';
import { closeGraceMs, type SocketSettings } from './config.ts';
import { Outbox, type SocketReport } from './outbox.ts';

/** Why a connection ended: the words of the hub's, which records have. */
export type SocketEnd =
  | 'client-closed'
  | 'transport-lost'
  | 'aborted'
  | 'closed'
  | 'violation'
  | 'timed-out'
  | 'too-slow'
  | 'shut-down';

/** What a connection tells whoever opened it. */
export interface SocketEvents {
  /** A text of the client's. */
  received(text: string): void;
  /** Once, whatever ended it. */
  ended(reason: SocketEnd): void;
}

/** What a connection is made of. */
export interface ConnectionParts<User> {
  /** Unique, and nobody's to guess. */
  readonly id: string;
  readonly user: User;
  readonly socket: WebSocket;
  /** What it runs over, to be broken off. */
  readonly wire: Duplex;
  readonly settings: SocketSettings;
  readonly clock: Clock;
}

/** How often it is looked whether a stall is over. */
const lookEveryMs = 20;

/** A frame of text of 100 bytes, of which one comes. */
const halfFrame = Buffer.from([0x81, 0x64, 0x7b]);

/** One client of a WebSocket. */
export class SocketConnection<User> {
  readonly id: string;
  readonly user: User;
  readonly #parts: ConnectionParts<User>;
  readonly #outbox: Outbox;
  readonly #over = new AbortController();
  #events: SocketEvents | undefined;
  #end: SocketEnd | undefined;
  #isAlive = true;
  #pongs = 0;
  #isMute = (): boolean => false;
  #isStalled = (): boolean => false;
  #isHolding = false;
  #pinging: NodeJS.Timeout | undefined;

  constructor(parts: ConnectionParts<User>) {
    const { id, socket, settings, user } = parts;
    this.id = id;
    this.user = user;
    this.#parts = parts;
    this.#outbox = new Outbox(socket, settings.maxBufferedBytes);
    socket.on('message', (data, isBinary) => this.#received(data, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
      this.#pongs++;
    });
    socket.on('close', (code) => this.#closed(code));
    // What is wrong is told by the close that follows; a message that is too long or no text is a violation.
    socket.on('error', () => (this.#end ??= 'violation'));
    const { pingEveryMs } = settings;
    if (pingEveryMs > 0) this.#pinging = setInterval(() => this.#ping(), pingEveryMs).unref();
  }

  get isOpen(): boolean {
    return this.#end === undefined && !this.#over.signal.aborted;
  }

  /** How many pings it has answered. */
  get pongs(): number {
    return this.#pongs;
  }

  /** Aborts when it has ended. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Who is told what the client does, from now on. */
  tell(events: SocketEvents): void {
    this.#events = events;
  }

  /** Sends a text behind those before it. A client for which it does not fit any more reads too slowly, and is dropped. */
  send(text: string, report?: SocketReport): void {
    if (!this.isOpen) return report?.('cut_off');
    const isHeld = this.#isStalled();
    if (isHeld) void this.#releaseLater();
    // What a stall held back that is over goes first.
    else this.#outbox.release();
    if (!this.#outbox.add(text, isHeld, report)) this.cut('too-slow');
  }

  /** Ends with a close frame behind what was sent; who does not answer it in time is cut off. Throws for a code that no endpoint may send. */
  close(code = 1000, reason = '', why: SocketEnd = 'closed'): void {
    if (!this.isOpen) return;
    this.#isStalled = () => false;
    this.#outbox.release();
    this.#parts.socket.close(code, closeReason(reason));
    this.#end = why;
    const timer = setTimeout(() => this.#parts.socket.terminate(), closeGraceMs).unref();
    this.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  /** Breaks off as a lost network does; `inFrame`: in the middle of a frame. */
  lose(inFrame: boolean): void {
    this.#end ??= 'aborted';
    const { wire } = this.#parts;
    if (!inFrame) return void wire.destroy();
    wire.write(halfFrame, () => wire.destroy());
    // A client that does not read would keep it waiting.
    const timer = setTimeout(() => wire.destroy(), closeGraceMs).unref();
    this.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  /** Ends at once, without a word. */
  cut(reason: SocketEnd): void {
    this.#end ??= reason;
    this.#parts.socket.terminate();
  }

  /** No pings and no heartbeats while `lasts` answers true. */
  muteWhile(lasts: () => boolean): void {
    const before = this.#isMute;
    this.#isMute = () => before() || lasts();
  }

  /** Nothing at all while `lasts` answers true: what is due waits, as for a client that does not read. */
  stallWhile(lasts: () => boolean): void {
    const before = this.#isStalled;
    this.#isStalled = () => before() || lasts();
  }

  /** Whether heartbeats are kept from it. */
  get isMute(): boolean {
    return this.#isMute() || this.#isStalled();
  }

  #received(data: RawData, isBinary: boolean): void {
    this.#isAlive = true;
    if (!this.isOpen) return;
    if (isBinary) return this.close(1003, 'text frames only', 'violation');
    this.#events?.received(textOf(data));
  }

  #ping(): void {
    if (this.isMute) return;
    if (!this.#isAlive) return this.cut('timed-out');
    this.#isAlive = false;
    this.#parts.socket.ping();
  }

  #closed(code: number): void {
    clearInterval(this.#pinging);
    this.#over.abort();
    this.#outbox.cutOff();
    // 1006: the socket broke, without a close frame.
    this.#events?.ended(this.#end ?? (code === 1006 ? 'transport-lost' : 'client-closed'));
  }

  async #releaseLater(): Promise<void> {
    if (this.#isHolding) return;
    this.#isHolding = true;
    while (this.#isStalled() && this.isOpen) await this.#parts.clock.sleep(lookEveryMs, this.signal);
    this.#isHolding = false;
    if (this.isOpen) this.#outbox.release();
  }
}

/** As much of it as a close frame takes (RFC 6455, 5.5), with no character cut in two. */
function closeReason(reason: string): Buffer {
  const bytes = new Uint8Array(123);
  const { written } = new TextEncoder().encodeInto(reason, bytes);
  return Buffer.from(bytes.buffer, 0, written);
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}
