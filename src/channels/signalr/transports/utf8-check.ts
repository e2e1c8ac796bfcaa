import { isUtf8 } from 'node:buffer';

const nothing = Buffer.alloc(0);

/** Looks whether a text is UTF-8 that comes in pieces, which may be cut within a character. */
export class Utf8Check {
  /** The bytes of a character whose end has not come. */
  #tail: Buffer = nothing;

  /** Takes the next piece; answers whether everything up to its last whole character is UTF-8. */
  take(piece: Buffer): boolean {
    const bytes = this.#tail.length === 0 ? piece : Buffer.concat([this.#tail, piece]);
    const whole = wholeLength(bytes);
    this.#tail = whole === bytes.length ? nothing : Buffer.from(bytes.subarray(whole));
    return isUtf8(whole === bytes.length ? bytes : bytes.subarray(0, whole));
  }

  /** Whether the text may end here. */
  get isWhole(): boolean {
    return this.#tail.length === 0;
  }
}

/** The length without the character at the end that more bytes would belong to. */
function wholeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
