import type { IncomingMessage } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';

/** What every event of RingCentral has; all values are text. Which others there are depends on `event_type`. */
export type RingcentralEvent = Readonly<Record<string, string | null>>;

const mostBytes = 1_000_000;

/**
 * A receiver of RingCentral's events: the WFM integration with "Send body as JSON", and notifications of subscriptions. RingCentral
 * first asks whether the receiver wants a subscription: the answer repeats the token, within three seconds.
 */
export function createRingcentralReceiver(
  pem: Pick<ServerOptions, 'cert' | 'key'>,
  take: (event: RingcentralEvent) => void | Promise<void>,
): Server {
  const answer = async (request: IncomingMessage): Promise<number> => {
    const event = await readEvent(request);
    if (event === undefined) return 400;
    await take(event);
    return 200;
  };
  return createServer({ ...pem, minVersion: 'TLSv1.2' }, (request, response) => {
    const token = request.headers['validation-token'];
    if (typeof token === 'string') {
      request.resume();
      response.writeHead(200, { 'Validation-Token': token }).end();
      return;
    }
    answer(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
}

async function readEvent(request: IncomingMessage): Promise<RingcentralEvent | undefined> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > mostBytes) return undefined;
  }
  try {
    const event: unknown = JSON.parse(text);
    return typeof event === 'object' && event !== null ? (event as RingcentralEvent) : undefined;
  } catch {
    return undefined;
  }
}
