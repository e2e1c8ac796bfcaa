import type { IncomingMessage } from 'node:http';

/** More than any contract's message. A peer that goes on is not listened to. */
const maxBytes = 16 * 1024 * 1024;

/** Everything that a request or a response carries; `undefined` when it breaks off or is too long. */
export async function readBytes(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBytes) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
