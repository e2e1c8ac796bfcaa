import { closeSync, openSync, readSync } from 'node:fs';

/**
 * The bytes of a file, or of an open descriptor. Whatever stands behind it, never more than `limitBytes` are read: a device
 * has no size to look at, and may have no end. Throws as `node:fs` does, with the code EFBIG where there is more.
 */
export function readBounded(file: string | number, limitBytes: number): Buffer {
  const descriptor = typeof file === 'number' ? file : openSync(file, 'r');
  try {
    return readUpTo(descriptor, limitBytes);
  } finally {
    if (typeof file === 'string') closeSync(descriptor);
  }
}

const chunkBytes = 64 * 1024;

function readUpTo(descriptor: number, limitBytes: number): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; ;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const count = readSync(descriptor, chunk, 0, chunkBytes, null);
    if (count === 0) return Buffer.concat(chunks);
    length += count;
    if (length > limitBytes) {
      throw Object.assign(new Error(`it has more than ${limitBytes} bytes`), { code: 'EFBIG' });
    }
    chunks.push(chunk.subarray(0, count));
  }
}
