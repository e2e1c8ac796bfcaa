import { type Violation, violation } from './violation.ts';

/** The bytes of one message, `undefined` while it has not wholly arrived, or why it never will be taken. */
export type Taken = Buffer | undefined | Violation;

/** Behind every JSON message and every handshake: ASCII's record separator. */
const recordSeparator = 0x1e;

const empty = Buffer.alloc(0);

/**
 * What has arrived from one client and is not read yet. Bytes come in pieces of any size and leave as whole
 * messages; appending is linear however small the pieces are.
 */
export class Inbox {
  #bytes: Buffer = empty;
  #start = 0;
  #end = 0;
  /** Up to here no separator was found. */
  #searched = 0;

  /** How many bytes wait. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** Adds a piece. The bytes may be kept until `settle`. */
  append(piece: Buffer): void {
    if (this.length === 0) {
      this.#bytes = piece;
      this.#start = 0;
      this.#end = piece.length;
      this.#searched = 0;
      return;
    }
    if (this.#end + piece.length > this.#bytes.length) this.#grow(piece.length);
    piece.copy(this.#bytes, this.#end);
    this.#end += piece.length;
  }

  /** Takes the bytes before the next record separator. */
  takeRecord(maxBytes: number): Taken {
    const from = Math.max(this.#searched, this.#start);
    const at = this.#bytes.subarray(0, this.#end).indexOf(recordSeparator, from);
    const length = (at < 0 ? this.#end : at) - this.#start;
    if (length + 1 > maxBytes && (at >= 0 || length > maxBytes)) return tooLong(maxBytes);
    if (at < 0) {
      this.#searched = this.#end;
      return undefined;
    }
    return this.#take(length, 1);
  }

  /** Takes the bytes behind the next length prefix. */
  takePrefixed(maxBytes: number): Taken {
    let length = 0;
    for (let size = 0; size < this.length; size++) {
      const byte = this.#bytes[this.#start + size] as number;
      if (size === 4 && byte > 7) return violation('Messages over 2GB in size are not supported.');
      length += (byte & 0x7f) * 2 ** (7 * size);
      if (byte >= 0x80) continue;
      if (size + 1 + length > maxBytes) return tooLong(maxBytes);
      if (this.length < size + 1 + length) return undefined;
      this.#start += size + 1;
      return this.#take(length, 0);
    }
    return undefined;
  }

  /** Lets go of the memory that nothing waits in: to be called when all whole messages have been taken. */
  settle(): void {
    if (this.length === 0) this.#bytes = empty;
    else if (this.length < this.#bytes.length / 2)
      this.#bytes = Buffer.from(this.#bytes.subarray(this.#start, this.#end));
    else return;
    this.#end -= this.#start;
    this.#searched = Math.max(0, this.#searched - this.#start);
    this.#start = 0;
    if (this.#bytes === empty) this.#end = 0;
  }

  #take(length: number, separator: number): Buffer {
    const bytes = this.#bytes.subarray(this.#start, this.#start + length);
    this.#start += length + separator;
    return bytes;
  }

  #grow(more: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(256, (this.length + more) * 2));
    this.#bytes.copy(grown, 0, this.#start, this.#end);
    this.#searched = Math.max(0, this.#searched - this.#start);
    this.#end -= this.#start;
    this.#start = 0;
    this.#bytes = grown;
  }
}

/** Why a message that is longer than `maxBytes` is never taken. */
function tooLong(maxBytes: number): Violation {
  return violation(
    `The maximum message size of ${maxBytes}B was exceeded. The message size can be configured in AddHubOptions.`,
  );
}
