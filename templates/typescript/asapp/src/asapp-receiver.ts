import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';

/** What every event of ASAPP has. `data` and `details` differ by type. */
export interface AsappEvent {
  readonly event_id: string;
  readonly event_type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** PEM texts: the server's certificate and its key, and the authority that callers' certificates are signed by. */
export interface Pem {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  readonly ca: string | Buffer;
}

/** An event comes again when an answer was lost, so ids are remembered. Keep them with your data instead. */
const mostIds = 100_000;
const mostBytes = 1_000_000;

/** A receiver of ASAPP's events over mutual TLS. `take` gets each event once; when it throws, ASAPP sends the event again. */
export function createAsappReceiver(pem: Pem, take: (event: AsappEvent) => void | Promise<void>): Server {
  // A copy that comes while the first is still being taken waits for it.
  const taken = new Map<string, Promise<void>>();
  const answer = async (request: IncomingMessage): Promise<number> => {
    const event = await readEvent(request);
    if (event === undefined) return 400;
    const taking = taken.get(event.event_id) ?? takeOnce(event);
    await taking;
    return 200;
  };
  const takeOnce = async (event: AsappEvent): Promise<void> => {
    const taking = (async () => take(event))();
    taken.set(event.event_id, taking);
    if (taken.size > mostIds) taken.delete(taken.keys().next().value ?? '');
    try {
      await taking;
    } catch (error) {
      taken.delete(event.event_id);
      throw error;
    }
  };
  // Whoever shows no certificate of that authority is refused in the handshake.
  return createServer({ ...pem, requestCert: true, rejectUnauthorized: true }, (request, response) => {
    answer(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
}

async function readEvent(request: IncomingMessage): Promise<AsappEvent | undefined> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > mostBytes) return undefined;
  }
  try {
    const event = JSON.parse(text) as AsappEvent;
    return typeof event.event_id === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}
