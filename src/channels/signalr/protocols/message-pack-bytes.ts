import { maxDepth } from './json-text.ts';

/**
 * The length of the one MessagePack value at the start of `bytes`, or `undefined` when there is no whole one.
 *
 * A decoder reserves memory for what a header announces, so five bytes could ask for gigabytes. This walk, which
 * reserves nothing, sees to it that everything announced is really there and nested no deeper than .NET allows.
 */
export function measureValue(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** How many values each open array or map still needs. */
  const open: number[] = [1];
  /** How many values all of them need together: each takes at least one byte. */
  let needed = 1;
  let at = 0;
  while (open.length > 0) {
    if (needed > bytes.length - at) return undefined;
    const header = readHeader(view, at);
    if (header === undefined || header.next > bytes.length) return undefined;
    at = header.next;
    needed += header.values - 1;
    open[open.length - 1] = (open.at(-1) as number) - 1;
    if (header.values > 0) open.push(header.values);
    if (open.length > maxDepth + 1) return undefined;
    while (open.at(-1) === 0) open.pop();
  }
  return at;
}

/** Where the value that starts at `at` ends, or, for an array or a map, its header; and how many values follow in it. */
function readHeader(view: DataView, at: number): { next: number; values: number } | undefined {
  const byte = view.getUint8(at);
  if (byte <= 0x7f || byte >= 0xe0) return { next: at + 1, values: 0 };
  if (byte <= 0x8f) return { next: at + 1, values: 2 * (byte & 0x0f) };
  if (byte <= 0x9f) return { next: at + 1, values: byte & 0x0f };
  if (byte <= 0xbf) return { next: at + 1 + (byte & 0x1f), values: 0 };
  const fixed = fixedSizes[byte];
  if (fixed !== undefined) return { next: at + 1 + fixed, values: 0 };
  const lengthBytes = lengthSizes[byte];
  if (lengthBytes === undefined || at + 1 + lengthBytes > view.byteLength) return undefined;
  const next = at + 1 + lengthBytes;
  const length = readUint(view, at + 1, lengthBytes);
  if (byte === 0xdc || byte === 0xdd) return { next, values: length };
  if (byte === 0xde || byte === 0xdf) return { next, values: 2 * length };
  const isExtension = byte >= 0xc7 && byte <= 0xc9;
  return { next: next + length + (isExtension ? 1 : 0), values: 0 };
}

function readUint(view: DataView, at: number, size: number): number {
  if (size === 1) return view.getUint8(at);
  return size === 2 ? view.getUint16(at) : view.getUint32(at);
}

/** Bytes behind the first, for values of a fixed size: nil, booleans, floats, integers, fixed extensions. */
const fixedSizes: Readonly<Record<number, number>> = {
  0xc0: 0,
  0xc2: 0,
  0xc3: 0,
  0xca: 4,
  0xcb: 8,
  0xcc: 1,
  0xcd: 2,
  0xce: 4,
  0xcf: 8,
  0xd0: 1,
  0xd1: 2,
  0xd2: 4,
  0xd3: 8,
  0xd4: 2,
  0xd5: 3,
  0xd6: 5,
  0xd7: 9,
  0xd8: 17,
};

/** The size of the length that follows the first byte: binary, extensions, strings, arrays, maps. */
const lengthSizes: Readonly<Record<number, number>> = {
  0xc4: 1,
  0xc5: 2,
  0xc6: 4,
  0xc7: 1,
  0xc8: 2,
  0xc9: 4,
  0xd9: 1,
  0xda: 2,
  0xdb: 4,
  0xdc: 2,
  0xdd: 4,
  0xde: 2,
  0xdf: 4,
};
