import { maxDepth } from './json-text.ts';
import { FractionalNumber, UnknownExtension } from './values.ts';

/** The extension type of timestamps: specification "MessagePack", "Timestamp extension type". */
const timestamp = -1;

/**
 * Reads the one MessagePack value at the start of `bytes`, as .NET does: floats are no integers even when they are
 * whole, timestamps are dates, and what is no UTF-8 in a text becomes U+FFFD. Nothing is reserved for what a header
 * only announces. Throws a SyntaxError when there is no whole value, or one that is nested deeper than .NET reads.
 */
export function readMessagePack(bytes: Buffer): unknown {
  return new ValueReader(bytes).read(0);
}

/**
 * Reads the array at the start of `bytes` item by item: those before the first that cannot be read, as .NET has read them
 * by then. Throws a SyntaxError when there is no array.
 */
export function readMessagePackItems(bytes: Buffer): unknown[] {
  const reader = new ValueReader(bytes);
  const length = reader.readArrayLength();
  const items: unknown[] = [];
  try {
    while (items.length < length) items.push(reader.read(1));
  } catch {
    // What is missing is missed by whoever needs it.
  }
  return items;
}

class ValueReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  readArrayLength(): number {
    const byte = this.#uint(1);
    if (byte >= 0x90 && byte <= 0x9f) return byte & 0x0f;
    if (byte === 0xdc || byte === 0xdd) return this.#uint(2 << (byte - 0xdc));
    throw new SyntaxError('The value is no array.');
  }

  read(depth: number): unknown {
    const byte = this.#uint(1);
    if (byte <= 0x7f) return byte;
    if (byte <= 0x8f) return this.#map(byte & 0x0f, depth);
    if (byte <= 0x9f) return this.#array(byte & 0x0f, depth);
    if (byte <= 0xbf) return this.#text(byte & 0x1f);
    if (byte >= 0xe0) return byte - 0x100;
    return this.#readMarked(byte, depth);
  }

  #readMarked(byte: number, depth: number): unknown {
    switch (byte) {
      case 0xc0:
        return null;
      case 0xc2:
      case 0xc3:
        return byte === 0xc3;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return Uint8Array.from(this.#take(this.#uint(1 << (byte - 0xc4))));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#extension(this.#uint(1 << (byte - 0xc7)));
      case 0xca:
        return new FractionalNumber(this.#take(4).readFloatBE());
      case 0xcb:
        return new FractionalNumber(this.#take(8).readDoubleBE());
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.#uint(1 << (byte - 0xcc));
      case 0xcf:
        return Number(this.#take(8).readBigUInt64BE());
      case 0xd0:
      case 0xd1:
      case 0xd2: {
        const size = 1 << (byte - 0xd0);
        return this.#take(size).readIntBE(0, size);
      }
      case 0xd3:
        return Number(this.#take(8).readBigInt64BE());
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#extension(1 << (byte - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#text(this.#uint(1 << (byte - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.#array(this.#uint(2 << (byte - 0xdc)), depth);
      case 0xde:
      case 0xdf:
        return this.#map(this.#uint(2 << (byte - 0xde)), depth);
      default:
        throw new SyntaxError(`MessagePack has no value that begins with ${byte}.`);
    }
  }

  #array(length: number, depth: number): unknown[] {
    this.#enter(length, depth);
    const items: unknown[] = [];
    for (let i = 0; i < length; i++) items.push(this.read(depth + 1));
    return items;
  }

  #map(length: number, depth: number): unknown {
    this.#enter(2 * length, depth);
    const entries: [string, unknown][] = [];
    for (let i = 0; i < length; i++) entries.push([this.#key(depth + 1), this.read(depth + 1)]);
    return Object.fromEntries(entries);
  }

  #key(depth: number): string {
    const key = this.read(depth);
    if (typeof key === 'string' || typeof key === 'number') return String(key);
    throw new SyntaxError('A map has a key that is neither a text nor an integer.');
  }

  /** Every value takes a byte at least: what announces more than is there is refused before anything is made. */
  #enter(values: number, depth: number): void {
    if (depth >= maxDepth) throw new SyntaxError(`The value is nested deeper than ${maxDepth}.`);
    if (values > this.#bytes.length - this.#at) throw tooShort();
  }

  #text(length: number): string {
    return this.#take(length).toString('utf8');
  }

  #extension(length: number): unknown {
    const type = this.#take(1).readInt8();
    const data = this.#take(length);
    const date = type === timestamp ? readTimestamp(data) : undefined;
    return date ?? new UnknownExtension(type);
  }

  #uint(size: number): number {
    return this.#take(size).readUIntBE(0, size);
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw tooShort();
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}

/** The years that a DateTime can have, 1 to 9999, in epoch ms. */
const [firstMs, lastMs] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/** `undefined` for what is no DateTime. */
function readTimestamp(data: Buffer): Date | undefined {
  const epochMs = timestampMs(data);
  return epochMs >= firstMs && epochMs <= lastMs ? new Date(epochMs) : undefined;
}

/** To the millisecond, which is as exact as a Date is. */
function timestampMs(data: Buffer): number {
  if (data.length === 4) return data.readUInt32BE() * 1000;
  if (data.length === 8) {
    const nanoseconds = data.readUInt32BE() >>> 2;
    const seconds = (data.readUInt32BE() & 3) * 2 ** 32 + data.readUInt32BE(4);
    return seconds * 1000 + Math.floor(nanoseconds / 1e6);
  }
  if (data.length !== 12) return NaN;
  return Number(data.readBigInt64BE(4)) * 1000 + Math.floor(data.readUInt32BE() / 1e6);
}

function tooShort(): SyntaxError {
  return new SyntaxError('The bytes end before the value does.');
}
