/** The filling of a message without a hole. */
export const noFilling = new Uint8Array(0);

/**
 * One message in bytes, ready for any number of connections: either whole, or with one hole into which each
 * connection's own bytes are spliced while the message is copied into the frame.
 */
export class Encoded {
  /** Whether acknowledgements count this message. */
  readonly counted: boolean;
  /** A text that was copied once at most, straight into its frame: most texts go to one client. */
  #text: string | undefined;
  #head: Uint8Array;
  readonly #headBytes: number;
  readonly #tail: Uint8Array;
  /** A length prefix is needed whose value depends on the filling (MessagePack). */
  readonly #prefixed: boolean;
  #prefix: Uint8Array = noFilling;
  #prefixOf = -1;
  #wasCopied = false;

  constructor(
    head: Uint8Array | string,
    {
      tail = noFilling,
      prefixed = false,
      counted = true,
    }: { tail?: Uint8Array; prefixed?: boolean; counted?: boolean },
  ) {
    this.#text = typeof head === 'string' ? head : undefined;
    this.#head = typeof head === 'string' ? noFilling : head;
    this.#headBytes = typeof head === 'string' ? Buffer.byteLength(head) : head.length;
    this.#tail = tail;
    this.#prefixed = prefixed;
    this.counted = counted;
  }

  /** The message's length in bytes with a filling of `fillingBytes`. */
  byteLength(fillingBytes: number): number {
    const length = this.#headBytes + fillingBytes + this.#tail.length;
    return this.#prefixed ? length + this.#prefixFor(length).length : length;
  }

  /** Copies the message with its filling to `target` at `offset`; answers the offset behind it. */
  copyTo(target: Buffer, offset: number, filling: Uint8Array): number {
    let at = offset;
    if (this.#prefixed) {
      const prefix = this.#prefixFor(this.#headBytes + filling.length + this.#tail.length);
      target.set(prefix, at);
      at += prefix.length;
    }
    this.#copyHead(target, at);
    at += this.#headBytes;
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

  #copyHead(target: Buffer, at: number): void {
    if (this.#text === undefined) return target.set(this.#head, at);
    if (!this.#wasCopied) {
      this.#wasCopied = true;
      target.write(this.#text, at);
      return;
    }
    this.#head = Buffer.from(this.#text);
    this.#text = undefined;
    target.set(this.#head, at);
  }

  /** Splices another filling, as long as the last one, into the message as it was copied to `target` at `offset`. */
  refill(target: Buffer, offset: number, filling: Uint8Array): void {
    if (filling.length === 0) return;
    const length = this.#headBytes + filling.length + this.#tail.length;
    const prefixBytes = this.#prefixed ? this.#prefixFor(length).length : 0;
    target.set(filling, offset + prefixBytes + this.#headBytes);
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
