import type { IncomingMessage } from 'node:http';

/** The longest body of a request that is read into memory: events and commands have some kilobytes. */
export const maxBodyBytes = 1024 * 1024;

/**
 * The whole body of a request or a response, byte for byte; at most `maxBytes` of it are ever held. `too long` comes as soon
 * as it is known, so that a sender without end is answered; `broken off` when the other side went away.
 */
export function readBody(
  message: IncomingMessage,
  maxBytes: number = maxBodyBytes,
): Promise<Buffer | 'too long' | 'broken off'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else resolve('too long');
    });
    message.on('end', () => resolve(message.complete ? Buffer.concat(chunks) : 'broken off'));
    message.on('error', () => resolve('broken off'));
    message.on('close', () => resolve('broken off'));
  });
}
