import net from 'node:net';
import tls from 'node:tls';
import type { PlannedSending, WirePlan } from '../../wire-plan.ts';
import type { RequestBytes } from '../request-bytes.ts';
import { tlsOptions } from '../wire.ts';
import type { SocketParts, Wire } from '../wire.ts';
import { frame } from './framing.ts';

type Sending<Do extends PlannedSending['do']> = Extract<PlannedSending, { readonly do: Do }>;

/** What was sent has that long to get there before the connection is reset: a reset overtakes what the machine still holds. */
const beforeResetMs = 10;
/** A server that has shaken hands sends a session at once, or none where one was resumed: so long is waited for it. */
const sessionWithinMs = 100;

/** The wire of one attempt that leaves as a plan says. */
export class PlannedWire implements Wire {
  readonly #plan: WirePlan;
  #tcp: net.Socket | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The body that waits for the receiver to want it. */
  #awaited: (() => void) | undefined;
  #hasBegun = false;
  /** What keeps a part of the request back that has not been written. */
  #owes: 'sending' | 'expectMs' | undefined;
  #isBroken = false;
  #waitsForSession = false;
  #onSession: (() => void) | undefined;

  constructor(plan: WirePlan) {
    this.#plan = plan;
  }

  /** Whether the whole request has been written. */
  get isFinished(): boolean {
    return this.#hasBegun && this.#owes === undefined;
  }

  /**
   * What of the plan is to blame where an attempt that ended with `error` could not end otherwise: it was broken off, or never
   * sent whole. `undefined`: nothing, as when no connection came about.
   */
  toBlameFor(error: string): keyof WirePlan | undefined {
    if (this.#isBroken) return 'sending';
    return error === 'timeout' ? this.#owes : undefined;
  }

  /** Without TLS at first: only the TCP connection can be reset. */
  open({ address: { host, port, isSecure }, onBytes }: SocketParts): net.Socket {
    const socket = net.connect({ host, port, noDelay: true, autoSelectFamily: true });
    this.#tcp = socket;
    if (!isSecure) socket.on('data', (bytes: Buffer) => this.#take(bytes, onBytes));
    return socket;
  }

  secure(tcp: net.Socket, parts: SocketParts): tls.TLSSocket {
    const socket = tls.connect({ socket: tcp, ...tlsOptions(parts) });
    this.#waitsForSession = true;
    socket.once('session', () => {
      this.#waitsForSession = false;
      this.#onSession?.();
    });
    return socket.on('data', (bytes: Buffer) => this.#take(bytes, parts.onBytes));
  }

  /** A second time, on another connection, where the first was found closed. */
  write(socket: net.Socket, request: RequestBytes): void {
    this.stop();
    const { head, body } = frame(request, this.#plan);
    const { expectMs } = this.#plan;
    this.#hasBegun = true;
    if (expectMs === undefined || body.length === 0) return this.#send(socket, head, body);
    socket.write(head);
    this.#owes = 'expectMs';
    this.#awaited = () => {
      this.#owes = undefined;
      this.#send(socket, Buffer.alloc(0), body);
    };
    this.#timer = setTimeout(() => this.interim(), expectMs);
  }

  /** The receiver wants the body, or has not said so for long enough (RFC 9110, section 10.1.1). */
  interim(): void {
    const send = this.#awaited;
    if (send === undefined) return;
    this.stop();
    send();
  }

  /** Sends nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#onSession = undefined;
    this.#awaited = undefined;
  }

  #take(bytes: Buffer, onBytes: (bytes: Buffer) => void): void {
    const { sending } = this.#plan;
    if (sending?.do !== 'reset') return onBytes(bytes);
    // An answer that comes before the reset is not read: the vendor has not heard it.
    if (sending.when === 'within_answer') this.#reset();
  }

  #send(socket: net.Socket, head: Buffer, body: Buffer): void {
    const { sending } = this.#plan;
    const whole = Buffer.concat([head, body]);
    switch (sending?.do) {
      case undefined:
        return void socket.write(whole);
      case 'half_open':
        this.#owes = 'sending';
        return void socket.write(whole.subarray(0, -1));
      case 'reset':
        return this.#sendUntilReset(socket, whole, head.length, sending);
      case 'pieces':
        return this.#sendPieces(socket, head, body, sending);
    }
  }

  #sendUntilReset(socket: net.Socket, whole: Buffer, headLength: number, { when }: Sending<'reset'>): void {
    if (when === 'within_answer') return void socket.write(whole);
    const ends = {
      before_body: headLength,
      within_body: headLength + Math.ceil((whole.length - headLength) / 2),
      after_body: whole.length,
    };
    socket.write(whole.subarray(0, ends[when]), () => this.#resetSoon());
  }

  /** Once the other side has shaken hands: to one that has not, nobody has come yet. */
  #resetSoon(): void {
    const reset = (afterMs: number): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#reset(), afterMs);
    };
    if (!this.#waitsForSession) return reset(beforeResetMs);
    this.#onSession = () => reset(beforeResetMs);
    reset(sessionWithinMs);
  }

  #reset(): void {
    this.#isBroken = true;
    this.#tcp?.resetAndDestroy();
  }

  #sendPieces(
    socket: net.Socket,
    head: Buffer,
    body: Buffer,
    { bytes, pauseMs, part }: Sending<'pieces'>,
  ): void {
    const pieces = [
      ...(part === 'body' ? [head] : inPieces(head, bytes)),
      ...(part === 'headers' ? [body] : inPieces(body, bytes)),
    ].filter((piece) => piece.length > 0);
    let sent = 0;
    const next = (): void => {
      if (socket.destroyed) return;
      const piece = pieces[sent++];
      this.#owes = sent < pieces.length ? 'sending' : undefined;
      if (piece === undefined) return;
      // Each waits for the one before it, or they would leave together.
      socket.write(piece, () => {
        if (this.#owes !== undefined && !socket.destroyed) this.#after(pauseMs, next);
      });
    };
    next();
  }

  #after(pauseMs: number, next: () => void): void {
    if (pauseMs === 0) next();
    else this.#timer = setTimeout(next, pauseMs);
  }
}

function inPieces(whole: Buffer, bytes: number): Buffer[] {
  const count = Math.ceil(whole.length / bytes);
  return Array.from({ length: count }, (_, i) => whole.subarray(i * bytes, (i + 1) * bytes));
}
