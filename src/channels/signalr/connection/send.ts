import type { IncomingMessage } from 'node:http';
import type { HubProtocol } from '../protocols/protocol.ts';
import type { Connection } from './connection.ts';

/** A request's body: the request itself, or what a body parser has kept of it. */
type Body = AsyncIterable<Buffer | string> | Iterable<Buffer | string>;

/** What became of the body of a POST: wholly taken, or the connection ended, or there were too many of them. */
export type Sent = 'taken' | 'gone' | 'too-many';

/**
 * Reads the body of a POST into its connection, as fast as the connection acts on what it gets and behind the POSTs
 * that came earlier. Nothing is held in memory but what the connection holds. Throws when somebody has read the body
 * before and kept nothing.
 */
export async function receiveBody<User>(
  request: IncomingMessage,
  connection: Connection<User>,
  maxPending: number,
): Promise<Sent> {
  const body = bodyOf(request, connection.protocol);
  const { sends } = connection;
  if (sends.pending >= maxPending) return 'too-many';
  const earlier = sends.last;
  sends.pending++;
  const own = earlier.then(() => pour(body, connection));
  sends.last = own.then(() => {
    sends.pending--;
  });
  return own;
}

function bodyOf(request: IncomingMessage, protocol: HubProtocol): Body {
  if (!request.readableDidRead) return request as AsyncIterable<Buffer | string>;
  const { body, headers } = request as IncomingMessage & { readonly body?: unknown };
  if (typeof body === 'string' && protocol === 'messagepack')
    throw new Error(
      'The body of a POST to the hub was read as text before the hub could, and what is left of MessagePack then is not what came. Put the hub in front of body parsers, or let them leave the bytes in request.body, as express.raw() does.',
    );
  if (typeof body === 'string' || body instanceof Buffer) return [body];
  if (headers['content-length'] === '0') return [];
  throw new Error(
    'The body of a POST to the hub was read before the hub could. Put the hub in front of body parsers, or let them leave the text or the bytes in request.body.',
  );
}

async function pour<User>(body: Body, connection: Connection<User>): Promise<Sent> {
  let sent: Sent = connection.isOpen ? 'taken' : 'gone';
  try {
    for await (const chunk of body) {
      // Read to the end even then: an answer to a half-read request would reach nobody.
      if (!connection.isOpen) sent = 'gone';
      else connection.receive(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      await connection.waitToReceive();
    }
  } catch {
    // The client hung up: what had come has been taken, and there is nobody to answer.
  }
  return sent;
}
