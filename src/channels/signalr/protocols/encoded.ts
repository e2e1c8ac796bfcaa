/** The filling of a message without a hole. */
export const noFilling = new Uint8Array(0);

/**
 * One message in bytes, ready for any number of connections: either whole, or with one hole into which each
 * connection's own bytes are spliced while the message is copied into the frame.
 */
export class Encoded {
  /** Whether acknowledgements count this message. */
  readonly counted: boolean;
  readonly #head: Uint8Array;
  readonly #tail: Uint8Array;
  /** A length prefix is needed whose value depends on the filling (MessagePack). */
  readonly #prefixed: boolean;
  #prefix: Uint8Array = noFilling;
  #prefixOf = -1;

  constructor(
    head: Uint8Array,
    {
      tail = noFilling,
      prefixed = false,
      counted = true,
    }: { tail?: Uint8Array; prefixed?: boolean; counted?: boolean },
  ) {
    this.#head = head;
    this.#tail = tail;
    this.#prefixed = prefixed;
    this.counted = counted;
  }

  /** The message's length in bytes with a filling of `fillingBytes`. */
  byteLength(fillingBytes: number): number {
    const length = this.#head.length + fillingBytes + this.#tail.length;
    return this.#prefixed ? length + this.#prefixFor(length).length : length;
  }

  /** Copies the message with its filling to `target` at `offset`; answers the offset behind it. */
  copyTo(target: Uint8Array, offset: number, filling: Uint8Array): number {
    let at = offset;
    if (this.#prefixed) {
      const prefix = this.#prefixFor(this.#head.length + filling.length + this.#tail.length);
      target.set(prefix, at);
      at += prefix.length;
    }
    target.set(this.#head, at);
    at += this.#head.length;
    if (filling.length > 0) {
      target.set(filling, at);
      at += filling.length;
    }
    if (this.#tail.length > 0) {
      target.set(this.#tail, at);
      at += this.#tail.length;
    }
    return at;
  }

  #prefixFor(length: number): Uint8Array {
    if (length !== this.#prefixOf) {
      this.#prefix = lengthPrefix(length);
      this.#prefixOf = length;
    }
    return this.#prefix;
  }
}

/** A length as the binary framing writes it: seven bits a byte, the lowest first, the high bit meaning "more". */
export function lengthPrefix(length: number): Uint8Array {
  const bytes: number[] = [];
  let rest = length;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}
