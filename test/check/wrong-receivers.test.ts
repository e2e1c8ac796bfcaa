import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { test } from 'vitest';
import { makeServerCertificate, type ServerVariant } from './certificates.ts';
import { WaywardReceiver, type Ways } from './receiver.ts';
import { explain, idsOf, runCheck } from './run-check.ts';

/** Lets in whom OpenSSL refuses for one reason, and nobody else. */
const letsIn = (...reasons: readonly string[]): Ways => ({
  letsIn: (socket) => hasCertificate(socket) && reasons.includes(String(socket.authorizationError)),
});
const answers = (answer: NonNullable<Ways['answer']>): Ways => ({ answer });
const shows = async (variant: ServerVariant): Promise<Ways> => ({
  tls: await makeServerCertificate(variant),
});

function hasCertificate(socket: TLSSocket): boolean {
  return Object.keys(socket.getPeerCertificate()).length > 0;
}

const knownKeys: Readonly<Record<string, readonly string[]>> = {
  top: ['api_version', 'name', 'event_id', 'event_type', 'meta_data', 'data', 'details'],
};

/** Answers otherwise what it has seen, but not what it sees at the same time. */
function remembers(status = 409): Ways {
  const seen = new Set<string>();
  return answers(({ event_id: id }) => {
    if (seen.has(id)) return status;
    seen.add(id);
    return 200;
  });
}

/** Wants what is told of an issue in the order in which it happened. */
function wantsOrder(): Ways {
  const latest = new Map<unknown, string>();
  return answers(({ meta_data: { issue_id: issue, event_time: time } }) => {
    if (issue === undefined) return 200;
    if (String(time) < (latest.get(issue) ?? '')) return 409;
    latest.set(issue, String(time));
    return 200;
  });
}

/** Works on an event for a while, and turns away who brings it meanwhile. */
function locks(): Ways {
  const working = new Set<string>();
  return answers(async ({ event_id: id, event_type: type }) => {
    if (type !== 'queue_size_updated') return 200;
    if (working.has(id)) return 423;
    working.add(id);
    await new Promise((resolve) => setTimeout(resolve, 30));
    working.delete(id);
    return 200;
  });
}

/** Is late with events that a centre begins its day with, once there are several. */
function slowAtLoad(): Ways {
  let count = 0;
  return answers(({ event_type: type }) => {
    if (type !== 'agent_activity_capacity_updated' || ++count < 4 || count > 8) return 200;
    return new Promise((resolve) => setTimeout(() => resolve(200), 2500));
  });
}

/** Takes so many characters from the body as Content-Length says there are bytes. */
function countsCharacters(request: IncomingMessage): Promise<string> {
  const length = Number(request.headers['content-length']);
  request.setEncoding('utf8');
  let text = '';
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: string) => {
      text += chunk;
      if (text.length >= length) resolve(text);
    });
    // There is nothing more to come, and it would wait for ever.
    request.on('end', () => reject(new Error('The body is not whole.')));
  });
}

/** As express.json() reads, which has a limit of 100 kB unless told otherwise. */
const limited = answers((_event, body) => (body.length > 100_000 ? 413 : 200));

const receivers: readonly (readonly [what: string, ways: Ways | Promise<Ways>, broken: string])[] = [
  ['lets in who has no certificate', { letsIn: (socket) => !hasCertificate(socket) }, 'client.none'],
  [
    'trusts any authority',
    letsIn('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
    'client.unknown-ca',
  ],
  ['does not see that a certificate has expired', letsIn('CERT_HAS_EXPIRED'), 'client.expired'],
  ['does not see that a certificate is not valid yet', letsIn('CERT_NOT_YET_VALID'), 'client.not-yet-valid'],
  ['does not see what a certificate is for', letsIn('INVALID_PURPOSE'), 'client.usage'],
  ['speaks TLS 1.2, too', { tls: { minVersion: 'TLSv1.2' } }, 'tls.version-1.2'],
  ['has a certificate for four years', shows({ days: 1461 }), 'certificate.life'],
  ['has a key of 2048 bits', shows({ key: 'short' }), 'certificate.key'],
  [
    'has a certificate that is for clients, too',
    shows({ usages: ['server', 'client'] }),
    'certificate.usage',
  ],
  ['has a certificate that is for clients only', shows({ usages: ['client'] }), 'certificate.usage'],
  ['has a certificate of another host', shows({ host: 'elsewhere.invalid' }), 'certificate.chain'],
  ['has a certificate that has expired', shows({ days: 0.5 }), 'certificate.chain'],
  ['answers 204', answers(() => 204), 'http.status'],
  ['answers 202', answers(() => 202), 'http.status'],
  ['answers 500', answers(() => 500), 'http.status'],
  [
    'answers 202 where it has no use for an event',
    answers(({ event_type: type }) => (type === 'NODE_VISITED' ? 202 : 200)),
    'http.status',
  ],
  ['answers 208 to what it has', remembers(208), 'http.status'],
  [
    'answers 204 to what it does not know',
    answers(({ event_type: type }) => (/something_new/i.test(type) ? 204 : 200)),
    'http.status',
  ],
  [
    'knows no SURVEY_SUBMITTED',
    answers(({ event_type: type }) => (type === 'SURVEY_SUBMITTED' ? 400 : 200)),
    'events.types',
  ],
  [
    'wants the name of a queue',
    answers(({ name, data }) => (name.endsWith('.queue') && data['queue_name'] === undefined ? 500 : 200)),
    'events.missing-keys',
  ],
  [
    'knows every key',
    answers((event) => (Object.keys(event).every((key) => knownKeys['top']?.includes(key)) ? 200 : 400)),
    'events.unknown-keys',
  ],
  [
    'knows one minor version',
    answers((event) => (event.api_version.startsWith('v1.3.') ? 200 : 400)),
    'events.minor-version',
  ],
  [
    'knows every event type',
    answers((event) => (/something_new/i.test(event.event_type) ? 400 : 200)),
    'events.unknown-types',
  ],
  [
    'knows three feeds',
    answers((event) => (/\.(activity|journey|queue)$/.test(event.name) ? 200 : 404)),
    'events.unknown-feeds',
  ],
  ['counts characters', { read: countsCharacters }, 'events.non-ascii'],
  ['reads 100 kB', limited, 'events.big'],
  ['answers 409 to what it has', remembers(), 'events.duplicates'],
  ['wants order', wantsOrder(), 'events.disorder'],
  ['is slow under load', slowAtLoad(), 'load.in-time'],
  ['works on an event once at a time', locks(), 'events.many-connections'],
  ['has one connection at a time', { tls: {}, mostConnections: 1 }, 'events.many-connections'],
  ['has room for ten connections', { mostConnections: 10 }, 'events.many-connections'],
  [
    'wants a session in every event',
    answers(({ meta_data: { session_id: session } }) => (session === undefined ? 500 : 200)),
    'events.missing-keys',
  ],
  ['wants details', answers(({ details }) => (details === undefined ? 500 : 200)), 'events.missing-keys'],
  ['does not come back', { restart: (receiver) => receiver.close() }, 'restart.recovers'],
];

// One after the other: a check is busy now and then, and would make another's receiver slow.
test.for(receivers)(
  'of a receiver that %s, that is found and nothing else',
  async ([_what, ways, broken], { onTestFinished, expect }) => {
    const receiver = await new WaywardReceiver(await ways).open();
    onTestFinished(() => receiver.close());
    const report = await runCheck(
      { url: receiver.url, ...(broken === 'load.in-time' && { timeoutMs: 2000 }) },
      { execute: () => receiver.restart().then(() => undefined) },
    );
    expect(idsOf(report, 'broken'), explain(report)).toEqual([broken]);
    expect(report.verdict).toBe('broken');
  },
);
