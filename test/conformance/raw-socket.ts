import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One frame from the server. */
interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

export interface FrameOptions {
  readonly opcode?: number;
  readonly fin?: boolean;
  readonly masked?: boolean;
  readonly reserved?: number;
}

/** How a socket ended, in the form of observed.json; `open` when it has not. */
export type Closing = 'open' | { readonly code: number; readonly reason: string };

/** A WebSocket client that can be as wrong as it likes. */
export class RawSocket {
  /** Data frames, in order. */
  readonly frames: Frame[] = [];
  readonly pongPayloads: string[] = [];
  status = 0;
  headers: Record<string, string> = {};
  body = '';
  #socket: Socket;
  #bytes = Buffer.alloc(0);
  #upgraded = false;
  #closing: Closing = 'open';
  #ended = false;
  #wakers = new Set<() => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#read();
      this.#wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#ended = true;
      if (this.#closing === 'open') this.#closing = { code: 1006, reason: '' };
      this.#wake();
    });
  }

  /** Asks for an upgrade and resolves with the answer, whatever it is. */
  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<RawSocket> {
    const { hostname, port, pathname, search } = new URL(url);
    const socket = connect(Number(port), hostname);
    const raw = new RawSocket(socket);
    const lines = Object.entries({
      Host: `${hostname}:${port}`,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
    await raw.until(() => raw.status !== 0 && (raw.#upgraded || raw.#ended), 5000);
    return raw;
  }

  get pongs(): number {
    return this.pongPayloads.length;
  }

  /** Hub messages that came, of all data frames together. */
  get messages(): Record<string, unknown>[] {
    return Buffer.concat(this.frames.map(({ payload }) => payload))
      .toString()
      .split('\u001e')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text) as Record<string, unknown>);
  }

  get closing(): Closing {
    return this.#closing;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Sends one frame. */
  frame(
    payload: string | Buffer,
    { opcode = 1, fin = true, masked = true, reserved = 0 }: FrameOptions = {},
  ): void {
    const data = Buffer.from(payload);
    const long = data.length > 65_535 ? 127 : data.length > 125 ? 126 : data.length;
    const head = Buffer.alloc(2 + (long === 127 ? 8 : long === 126 ? 2 : 0));
    head[0] = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
    head[1] = (masked ? 0x80 : 0) | long;
    if (long === 126) head.writeUInt16BE(data.length, 2);
    if (long === 127) head.writeBigUInt64BE(BigInt(data.length), 2);
    if (!masked) {
      this.write(Buffer.concat([head, data]));
      return;
    }
    const mask = randomBytes(4);
    this.write(Buffer.concat([head, mask, data.map((byte, index) => byte ^ (mask[index % 4] as number))]));
  }

  /** Sends hub messages, each with its separator, in one frame. */
  say(...messages: readonly (string | object)[]): void {
    this.frame(
      messages.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\u001e`).join(''),
    );
  }

  /** Sends bytes as they are. */
  write(bytes: Buffer): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
  }

  /** Takes its leave, as WebSockets do. */
  close(code: number): void {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.frame(payload, { opcode: 8 });
  }

  /** Vanishes. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Reads on. */
  unstall(): void {
    this.#socket.resume();
  }

  /** Reads no further. */
  stall(): void {
    this.#socket.pause();
  }

  /** Waits until something is so; answers whether it came to be within the time. */
  async until(condition: () => boolean, timeoutMs = 2000): Promise<boolean> {
    const deadline = AbortSignal.timeout(timeoutMs);
    while (!condition()) {
      if (deadline.aborted) return false;
      // oxlint-disable-next-line no-await-in-loop
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#wakers.delete(wake);
          deadline.removeEventListener('abort', wake);
          resolve();
        };
        this.#wakers.add(wake);
        deadline.addEventListener('abort', wake);
      });
    }
    return true;
  }

  /** Waits for the end, or, when it does not come, until nothing more came for a while. */
  async settle(quietMs = 120): Promise<void> {
    let seen = -1;
    while (!this.#ended && seen !== this.frames.length) {
      seen = this.frames.length;
      // oxlint-disable-next-line no-await-in-loop
      await Promise.race([sleep(quietMs), this.until(() => this.#ended, quietMs)]);
    }
  }

  #wake(): void {
    for (const wake of this.#wakers) wake();
  }

  #read(): void {
    if (!this.#upgraded && !this.#readHead()) return;
    for (let frame = this.#takeFrame(); frame !== undefined; frame = this.#takeFrame()) {
      if (frame.opcode === 10) this.pongPayloads.push(frame.payload.toString());
      else if (frame.opcode === 8) this.#closed(frame.payload);
      else this.frames.push(frame);
    }
  }

  #closed(payload: Buffer): void {
    this.#closing =
      payload.length < 2
        ? { code: 1005, reason: '' }
        : { code: payload.readUInt16BE(0), reason: payload.subarray(2).toString() };
    this.close(1000);
    this.#socket.end();
  }

  #readHead(): boolean {
    const end = this.#bytes.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const [first = '', ...lines] = this.#bytes.subarray(0, end).toString().split('\r\n');
    this.status = Number(first.split(' ')[1]);
    this.headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    this.body = this.#bytes.subarray(end + 4).toString();
    if (this.status !== 101) return false;
    this.#upgraded = true;
    this.#bytes = this.#bytes.subarray(end + 4);
    return true;
  }

  #takeFrame(): Frame | undefined {
    const bytes = this.#bytes;
    if (bytes.length < 2) return undefined;
    const short = (bytes[1] as number) & 0x7f;
    const headBytes = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < headBytes) return undefined;
    const length =
      short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
    if (bytes.length < headBytes + length) return undefined;
    this.#bytes = bytes.subarray(headBytes + length);
    return { opcode: (bytes[0] as number) & 0x0f, payload: bytes.subarray(headBytes, headBytes + length) };
  }
}
