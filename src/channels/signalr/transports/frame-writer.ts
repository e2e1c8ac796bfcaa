import type { Duplex } from 'node:stream';
import type { Encoded } from '../protocols/encoded.ts';
import { type Batch, copyBatch } from './batch.ts';

/** What a server's frames are for: RFC 6455, section 5.2. */
export const opcodes = { text: 1, binary: 2, close: 8, pong: 10 } as const;

/** How much memory is taken at once. */
const sharedBytes = 65_536;

const nothing = Buffer.alloc(0);

/**
 * Puts the frames of all WebSockets of a hub together, in memory that is used again as soon as the kernel has taken what stood
 * there. Where a socket keeps a frame, because its client reads slowly, the next frame stands behind it. Of a message that goes to
 * one client after the other only what is each one's own is written anew.
 */
export class FrameWriter {
  #memory = nothing;
  #at = 0;
  /** The memory from `#at` on, as long as the last frame: of those that follow one another most are as long as each other. */
  #frame = nothing;
  /** The one message that the frame holds, and its opcode. */
  #held: Encoded | undefined;
  #heldOpcode = 0;

  /**
   * Writes a batch to a socket as one unfragmented, unmasked frame. `isNodes` says whether the socket is Node's own, which looks no
   * more at bytes that the kernel has taken; other streams may.
   */
  write(socket: Duplex, isNodes: boolean, batch: Batch, opcode: number): void {
    const { first, byteLength } = batch;
    const headerBytes = headerLength(byteLength);
    const frame = this.#take(headerBytes + byteLength);
    const single = first?.next === undefined ? first : undefined;
    if (single !== undefined && single.message === this.#held && opcode === this.#heldOpcode) {
      single.message.refill(frame, headerBytes, single.filling);
    } else {
      writeHeader(frame, byteLength, opcode);
      copyBatch(batch, frame, headerBytes);
      this.#held = single?.message;
      this.#heldOpcode = opcode;
    }
    socket.write(frame);
    if (!isNodes || socket.writableLength > 0) this.#giveAway();
  }

  /** Memory for a frame; where the last one was as long, what that has left there. */
  #take(length: number): Buffer {
    if (length === this.#frame.length) return this.#frame;
    this.#held = undefined;
    if (this.#at + length > this.#memory.length) {
      this.#memory = Buffer.allocUnsafeSlow(Math.max(sharedBytes, length));
      this.#at = 0;
    }
    this.#frame = this.#memory.subarray(this.#at, this.#at + length);
    return this.#frame;
  }

  #giveAway(): void {
    this.#at += this.#frame.length;
    this.#frame = nothing;
  }
}

/** A whole control frame. */
export function controlFrame(opcode: number, payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(2 + payload.length);
  writeHeader(frame, payload.length, opcode);
  frame.set(payload, 2);
  return frame;
}

function headerLength(payloadBytes: number): 2 | 4 | 10 {
  if (payloadBytes < 126) return 2;
  return payloadBytes < 65_536 ? 4 : 10;
}

/** The header of an unfragmented, unmasked frame: RFC 6455, section 5.2. */
function writeHeader(frame: Buffer, length: number, opcode: number): void {
  frame[0] = 0x80 | opcode;
  if (length < 126) {
    frame[1] = length;
  } else if (length < 65_536) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
    frame.writeUInt32BE(length % 2 ** 32, 6);
  }
}
