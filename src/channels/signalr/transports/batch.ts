import type { Encoded } from '../protocols/encoded.ts';

/** Messages that go out together, in order, each with its filling. */
export interface Batch {
  readonly messages: readonly Encoded[];
  readonly fillings: readonly Uint8Array[];
  readonly byteLength: number;
}

/** Copies a batch to `target` at `offset`. */
export function copyBatch({ messages, fillings }: Batch, target: Uint8Array, offset: number): void {
  let at = offset;
  for (let i = 0; i < messages.length; i++) {
    at = (messages[i] as Encoded).copyTo(target, at, fillings[i] as Uint8Array);
  }
}

/** A batch's bytes in one piece. */
export function joinBatch(batch: Batch): Buffer {
  const bytes = Buffer.allocUnsafe(batch.byteLength);
  copyBatch(batch, bytes, 0);
  return bytes;
}
