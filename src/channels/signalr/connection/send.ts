import type { IncomingMessage } from 'node:http';
import type { Connection } from './connection.ts';

/** What became of the body of a POST: wholly taken, or the connection ended, or there were too many of them. */
export type Sent = 'taken' | 'gone' | 'too-many';

/**
 * Reads the body of a POST into its connection, as fast as the connection acts on what it gets and behind the POSTs
 * that came earlier. Nothing is held in memory but what the connection holds. Never rejects.
 */
export async function receiveBody<User>(
  request: IncomingMessage,
  connection: Connection<User>,
  maxPending: number,
): Promise<Sent> {
  const { sends } = connection;
  if (sends.pending >= maxPending) return 'too-many';
  const earlier = sends.last;
  sends.pending++;
  const own = earlier.then(() => pour(request, connection));
  sends.last = own.then(() => {
    sends.pending--;
  });
  return own;
}

async function pour<User>(request: IncomingMessage, connection: Connection<User>): Promise<Sent> {
  let sent: Sent = connection.isOpen ? 'taken' : 'gone';
  try {
    for await (const chunk of request) {
      // Read to the end even then: an answer to a half-read request would reach nobody.
      if (!connection.isOpen) sent = 'gone';
      else connection.receive(chunk as Buffer);
      await connection.waitToReceive();
    }
  } catch {
    // The client hung up: what had come has been taken, and there is nobody to answer.
  }
  return sent;
}
