import { createServer } from 'node:https';

/** An event comes again when an answer was lost, so ids are remembered. Keep them with your data instead. */
const mostIds = 100_000;
const mostBytes = 1_000_000;

/** A receiver of ASAPP's events over mutual TLS. `take` gets each event once; when it throws, ASAPP sends the event again. */
export function createAsappReceiver(pem, take) {
  // A copy that comes while the first is still being taken waits for it.
  const taken = new Map();
  const answer = async (request) => {
    const event = await readEvent(request);
    if (event === undefined) return 400;
    const taking = taken.get(event.event_id) ?? takeOnce(event);
    await taking;
    return 200;
  };
  const takeOnce = async (event) => {
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

async function readEvent(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > mostBytes) return undefined;
  }
  try {
    const event = JSON.parse(text);
    return typeof event.event_id === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}
