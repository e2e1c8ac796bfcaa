import { isUtf8 } from 'node:buffer';
import { Utf8Check } from './utf8-check.ts';

/** What comes of a client's frames. */
export interface FrameEvents {
  /**
   * Payload of data frames, as soon as it is there. Where WebSocket messages begin and end does not matter to SignalR,
   * and so they may be of any length: nothing of them is kept.
   */
  onData(bytes: Buffer): void;
  onPing(payload: Buffer): void;
  /** The client closes. Nothing is read any more. */
  onClose(): void;
  /** The client broke RFC 6455, for which that close code stands. Nothing is read any more. */
  onFailure(code: 1002 | 1007): void;
}

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Two bytes, eight of a length, four of a mask: RFC 6455, section 5.2. */
const longestHeader = 14;

/** Reads the frames of one WebSocket client: RFC 6455, section 5, without extensions. */
export class FrameReader {
  readonly #events: FrameEvents;
  /** Of memory that all share: one of its own would take ten times as much. */
  readonly #header = Buffer.allocUnsafe(longestHeader);
  #headerLength = 0;
  #isInPayload = false;
  #isOver = false;
  #isFinal = false;
  #opcode = 0;
  #remaining = 0;
  /** How much of the payload has come: the mask goes on with it. */
  #taken = 0;
  #maskAt = 0;
  /** What the data message under way is, from its first frame to its last. */
  #message: 'text' | 'binary' | undefined;
  #text = new Utf8Check();
  #control: Buffer[] = [];

  constructor(events: FrameEvents) {
    this.#events = events;
  }

  /** Reads what came. The bytes are unmasked in place. */
  read(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && !this.#isOver) {
      at += this.#isInPayload ? this.#takePayload(chunk, at) : this.#takeHeader(chunk, at);
    }
  }

  #takeHeader(chunk: Buffer, at: number): number {
    const copied = chunk.copy(this.#header, this.#headerLength, at, at + this.#headerNeeds());
    this.#headerLength += copied;
    if (this.#headerLength === 2) {
      if (!this.#isLegal()) this.#fail(1002);
    } else if (this.#headerNeeds() === 0) this.#beginPayload();
    return copied;
  }

  /** How many bytes more, as far as that is known: the second byte tells how long the header is. */
  #headerNeeds(): number {
    if (this.#headerLength < 2) return 2 - this.#headerLength;
    return this.#lengthBytes() + 6 - this.#headerLength;
  }

  #lengthBytes(): 0 | 2 | 8 {
    const length = (this.#header[1] as number) & 0x7f;
    if (length < 126) return 0;
    return length === 126 ? 2 : 8;
  }

  #isLegal(): boolean {
    const [first = 0, second = 0] = this.#header;
    const isReserved = (first & 0x70) !== 0;
    const isMasked = (second & 0x80) !== 0;
    if (isReserved || !isMasked) return false;
    const isFinal = (first & 0x80) !== 0;
    switch (first & 0x0f) {
      case opcodes.continuation:
        return this.#message !== undefined;
      case opcodes.text:
      case opcodes.binary:
        return this.#message === undefined;
      case opcodes.close:
      case opcodes.ping:
      case opcodes.pong:
        return isFinal && this.#lengthBytes() === 0;
      default:
        return false;
    }
  }

  #beginPayload(): void {
    const first = this.#header[0] as number;
    const lengthBytes = this.#lengthBytes();
    this.#isFinal = (first & 0x80) !== 0;
    this.#opcode = first & 0x0f;
    this.#maskAt = 2 + lengthBytes;
    this.#remaining = this.#payloadLength(lengthBytes);
    this.#taken = 0;
    this.#headerLength = 0;
    if (this.#opcode === opcodes.text) this.#message = 'text';
    if (this.#opcode === opcodes.binary) this.#message = 'binary';
    if (this.#remaining === 0) this.#endPayload();
    else this.#isInPayload = true;
  }

  #payloadLength(lengthBytes: 0 | 2 | 8): number {
    if (lengthBytes === 0) return (this.#header[1] as number) & 0x7f;
    if (lengthBytes === 2) return this.#header.readUInt16BE(2);
    return this.#header.readUInt32BE(2) * 2 ** 32 + this.#header.readUInt32BE(6);
  }

  #takePayload(chunk: Buffer, at: number): number {
    const piece = chunk.subarray(at, at + Math.min(this.#remaining, chunk.length - at));
    this.#unmask(piece);
    this.#remaining -= piece.length;
    this.#taken += piece.length;
    if (this.#opcode >= opcodes.close) this.#control.push(piece);
    else this.#takeData(piece);
    if (this.#remaining === 0 && !this.#isOver) this.#endPayload();
    return piece.length;
  }

  #unmask(piece: Buffer): void {
    const header = this.#header;
    const [from, taken] = [this.#maskAt, this.#taken];
    for (let i = 0; i < piece.length; i++)
      piece[i] = (piece[i] as number) ^ (header[from + ((taken + i) & 3)] as number);
  }

  #takeData(piece: Buffer): void {
    if (this.#message === 'text' && !this.#text.take(piece)) this.#fail(1007);
    else this.#events.onData(piece);
  }

  #endPayload(): void {
    this.#isInPayload = false;
    if (this.#opcode >= opcodes.close) return this.#endControl();
    if (!this.#isFinal) return;
    this.#message = undefined;
    if (!this.#text.isWhole) this.#fail(1007);
  }

  #endControl(): void {
    const payload = Buffer.concat(this.#control);
    this.#control = [];
    if (this.#opcode === opcodes.ping) this.#events.onPing(payload);
    if (this.#opcode === opcodes.close) this.#endAll(payload);
  }

  #endAll(payload: Buffer): void {
    if (payload.length === 1 || (payload.length > 1 && !isCloseCode(payload.readUInt16BE(0))))
      return this.#fail(1002);
    if (!isUtf8(payload.subarray(2))) return this.#fail(1007);
    this.#isOver = true;
    this.#events.onClose();
  }

  #fail(code: 1002 | 1007): void {
    this.#isOver = true;
    this.#events.onFailure(code);
  }
}

/** Whether a close code may be on the wire: RFC 6455, section 7.4, and its registry. */
function isCloseCode(code: number): boolean {
  if (code >= 3000) return code <= 4999;
  return code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006;
}
