import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HubConfig } from '../config.ts';
import type { Batch } from './batch.ts';
import { FrameReader } from './frame-reader.ts';
import { controlFrame, type FrameWriter, opcodes } from './frame-writer.ts';
import type { Carried, Transport } from './transport.ts';

/** The close code of every orderly end; .NET answers every code of a client's with it. */
const normalClosure = 1000;

/** When so much came at once, the rest waits for the next turn of the event loop, so that others have theirs. */
const turnBytes = 32_768;

/** Of more pings that came at once only the last is answered (RFC 6455, section 5.5.3): a flood of them costs little. */
const pongsAtOnce = 16;

/** Carries a connection over a WebSocket: the socket of an upgrade request that was accepted. */
export class WebSocketTransport implements Transport {
  readonly kind = 'WebSockets';
  readonly binary = true;
  readonly #socket: Duplex;
  /** Whether the socket is one of Node's own, and no stream that somebody has made. */
  readonly #isNodes: boolean;
  readonly #frames: FrameWriter;
  readonly #closeTimeoutMs: number;
  /** `closing` while the client has not answered our close frame; `over` when there is no more to say. */
  #state: 'open' | 'closing' | 'over' = 'open';
  #clientClosed = false;
  #paused = false;
  /** How many pings have been answered of what came at once. */
  #pongs = 0;
  /** The latest ping that is not answered yet; the others need no answer. */
  #unanswered: Buffer | undefined;

  constructor(
    socket: Duplex & Partial<Pick<Socket, 'setTimeout' | 'setNoDelay'>>,
    head: Buffer,
    connection: Carried,
    { config, frames: writer }: { readonly config: HubConfig; readonly frames: FrameWriter },
  ) {
    this.#socket = socket;
    this.#isNodes = socket instanceof Socket;
    this.#frames = writer;
    this.#closeTimeoutMs = config.closeTimeoutMs;
    const frames = new FrameReader({
      onData: (bytes) => connection.receive(bytes),
      onPing: (payload) => this.#pong(payload),
      onClose: () => this.#answerClose(),
      onFailure: (code) => this.#end(code),
    });
    socket.setTimeout?.(0);
    socket.setNoDelay?.(true);
    if (head.length > 0) socket.unshift(head);
    socket.on('data', (chunk: Buffer) => {
      this.#pongs = 0;
      frames.read(chunk);
      this.#pongs = 0;
      this.#answerPing();
      if (chunk.length >= turnBytes) this.#restForATurn();
    });
    socket.on('drain', () => {
      this.#answerPing();
      connection.flush();
    });
    socket.on('end', () => socket.end());
    socket.on('close', () => connection.detach(this, this.#clientClosed));
  }

  get ready(): boolean {
    return this.#state === 'open' && this.#socket.writable && !this.#socket.writableNeedDrain;
  }

  get queuedBytes(): number {
    return this.#socket.writableLength;
  }

  send(batch: Batch, isBinary: boolean): void {
    this.#frames.write(this.#socket, this.#isNodes, batch, isBinary ? opcodes.binary : opcodes.text);
  }

  close(): boolean {
    if (this.#state !== 'open') return true;
    this.#state = 'closing';
    this.#socket.write(closeFrame(normalClosure));
    this.#cutLater();
    return true;
  }

  cut(): void {
    this.#socket.destroy();
  }

  lose(inFrame: boolean): void {
    if (!inFrame || this.#state !== 'open') return this.cut();
    this.#state = 'over';
    this.#socket.write(halfFrame, () => this.#socket.destroy());
    this.#cutLater();
  }

  pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#socket.resume();
  }

  tick(): void {
    // A WebSocket has no times of its own.
  }

  #restForATurn(): void {
    this.#socket.pause();
    setImmediate(() => {
      if (!this.#paused) this.#socket.resume();
    });
  }

  #pong(payload: Buffer): void {
    this.#unanswered = payload;
    if (this.#pongs < pongsAtOnce) this.#answerPing();
  }

  #answerPing(): void {
    const payload = this.#unanswered;
    if (payload === undefined || this.#state !== 'open' || this.#socket.writableNeedDrain) return;
    this.#unanswered = undefined;
    this.#pongs++;
    this.#socket.write(controlFrame(opcodes.pong, payload));
  }

  #answerClose(): void {
    this.#clientClosed = true;
    this.#end(normalClosure);
  }

  /** Says the last word, unless it has been said, and hangs up. */
  #end(code: number): void {
    if (this.#state === 'open') this.#socket.write(closeFrame(code));
    this.#state = 'over';
    this.#socket.end();
    this.#cutLater();
  }

  /** A client that does not hang up as well keeps nothing here for ever. */
  #cutLater(): void {
    const timer = setTimeout(() => this.#socket.destroy(), this.#closeTimeoutMs).unref();
    this.#socket.once('close', () => clearTimeout(timer));
  }
}

/** A text frame that announces more than it holds. */
const halfFrame = Buffer.concat([Buffer.from([0x80 | opcodes.text, 100]), Buffer.from('{"type":1,')]);

function closeFrame(code: number): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return controlFrame(opcodes.close, payload);
}
