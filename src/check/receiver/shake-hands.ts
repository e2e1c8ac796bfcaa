import type { X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import type { SecureContext, TLSSocket } from 'node:tls';
import { readAddress, serverName } from '../../channels/http/address.ts';
import { nameError } from '../../channels/http/name-error.ts';
import type { Handshake, ServerCertificate } from '../../dialects/bench.ts';
import type { Clock } from '../../lib/clock.ts';
import { readSessionSeconds } from './session.ts';

/** What a handshake is tried with. */
export interface HandshakeParts {
  readonly url: string;
  readonly context: SecureContext;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly stop: AbortSignal;
}

/** A session is offered right after the handshake, or not at all. */
const sessionMs = 500;

const none: Handshake = {
  error: null,
  protocol: null,
  cipherSuite: null,
  distrust: null,
  certificate: null,
};

/** Opens a connection, shakes hands where the address is `https:`, and hangs up. Nothing is requested. */
export async function shakeHands(parts: HandshakeParts): Promise<Handshake> {
  return withSocket(parts, async (socket, error) => {
    if (error !== null) return { ...none, error };
    return socket instanceof tls.TLSSocket ? see(socket) : none;
  });
}

/** For how many seconds a session may be resumed, by the first that the server offers; `null` when it offers none. */
export async function offeredSession(parts: HandshakeParts): Promise<number | null> {
  return withSocket(parts, async (socket, error, end) => {
    if (error !== null || !(socket instanceof tls.TLSSocket)) return null;
    const offered = new Promise<Buffer | undefined>((resolve) => {
      socket.once('session', resolve);
      socket.once('close', () => resolve(undefined));
    });
    const waited = parts.clock.sleep(sessionMs, end).then(() => undefined);
    const session = await Promise.race([offered, waited]);
    return session === undefined ? null : readSessionSeconds(session);
  });
}

/** Acts on a socket that has opened, or did not, with the reason; `end` aborts when it is to be over. */
async function withSocket<Result>(
  { url, context, clock, timeoutMs, stop }: HandshakeParts,
  act: (socket: net.Socket, error: string | null, end: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const address = readAddress(url);
  if (address === undefined) return act(new net.Socket(), 'bad address', stop);
  const { host, port, isSecure } = address;
  const where = { host, port, autoSelectFamily: true };
  const servername = serverName(address);
  const socket = isSecure
    ? tls.connect({
        ...where,
        secureContext: context,
        ...(servername !== undefined && { servername }),
        ALPNProtocols: ['http/1.1'],
        rejectUnauthorized: false,
      })
    : net.connect(where);
  const over = new AbortController();
  const end = AbortSignal.any([stop, over.signal]);
  const late = clock.sleep(timeoutMs, end).then(() => 'timeout');
  try {
    const error = await Promise.race([opened(socket, isSecure ? 'secureConnect' : 'connect'), late]);
    return await act(socket, error, end);
  } finally {
    over.abort();
    socket.destroy();
  }
}

/** Why it did not open; `null` when it did. */
function opened(socket: net.Socket, event: 'connect' | 'secureConnect'): Promise<string | null> {
  return new Promise((resolve) => {
    socket.once(event, () => resolve(null));
    socket.on('error', (error) => resolve(nameError(error)));
    socket.once('close', () => resolve('connection closed'));
  });
}

function see(socket: TLSSocket): Handshake {
  const certificate = socket.getPeerX509Certificate();
  return {
    error: null,
    protocol: socket.getProtocol(),
    cipherSuite: socket.getCipher().standardName,
    distrust: socket.authorized ? null : distrustOf(socket.authorizationError),
    certificate: certificate === undefined ? null : describe(certificate),
  };
}

/** Node says an error's code, whatever its types say. */
function distrustOf(error: unknown): string {
  return error instanceof Error ? nameError(error) : String(error);
}

function describe(certificate: X509Certificate): ServerCertificate {
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details = {} } = certificate.publicKey;
  const curve = details.namedCurve;
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    validFromMs: certificate.validFromDate.getTime(),
    validToMs: certificate.validToDate.getTime(),
    // Node calls the Extended Key Usage by the name of the other extension.
    extendedKeyUsage: certificate.keyUsage ?? [],
    key: {
      type,
      bits: details.modulusLength ?? bitsOfCurve(curve ?? type),
      ...(curve !== undefined && { curve }),
    },
  };
}

/** The size that a curve's name tells; 0 for one that tells none. */
function bitsOfCurve(name: string): number {
  if (name === 'ed25519') return 256;
  return Number(/\d{3}/.exec(name)?.[0] ?? 0);
}
