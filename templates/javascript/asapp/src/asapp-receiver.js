import { createServer } from 'node:https';

/** An event comes again when an answer was lost, so ids are remembered. Keep them with your data instead. */
const mostIds = 100_000;
const mostBytes = 1_000_000;

/** A receiver of ASAPP's events over mutual TLS. `take` gets each event once; when it throws, ASAPP sends the event again. */
export function createAsappReceiver(pem, take) {
  const taken = new Set();
  const answer = async (request) => {
    const event = await readEvent(request);
    if (event === undefined) return 400;
    if (taken.has(event.event_id)) return 200;
    await take(event);
    taken.add(event.event_id);
    if (taken.size > mostIds) taken.delete(taken.values().next().value ?? '');
    return 200;
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
