import type { Encoded } from '../protocols/encoded.ts';

/** A message on its way to one connection, and the one behind it. */
export interface Due {
  readonly message: Encoded;
  /** What is spliced into its hole. */
  readonly filling: Uint8Array;
  readonly next: Due | undefined;
}

/** Messages that go out together, in order. */
export interface Batch {
  readonly first: Due | undefined;
  readonly byteLength: number;
}

/** Copies a batch to `target` at `offset`. */
export function copyBatch({ first }: Batch, target: Buffer, offset: number): void {
  let at = offset;
  for (let due = first; due !== undefined; due = due.next) at = due.message.copyTo(target, at, due.filling);
}

/** A batch's bytes in one piece. */
export function joinBatch(batch: Batch): Buffer {
  const bytes = Buffer.allocUnsafe(batch.byteLength);
  copyBatch(batch, bytes, 0);
  return bytes;
}
