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
  sessionSeconds: null,
};

/** Opens a connection, shakes hands where the address is `https:`, and hangs up. Nothing is requested. */
export async function shakeHands(parts: HandshakeParts): Promise<Handshake> {
  const { url, context, clock, timeoutMs, stop } = parts;
  const address = readAddress(url);
  if (address === undefined) return { ...none, error: 'bad address' };
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
  let session: Buffer | undefined;
  const offered = new Promise<void>((resolve) => {
    socket.once('close', resolve);
    socket.on('session', (bytes: Buffer) => {
      session = bytes;
      resolve();
    });
  });
  const over = new AbortController();
  const end = AbortSignal.any([stop, over.signal]);
  try {
    const error = await Promise.race([
      opened(socket, isSecure ? 'secureConnect' : 'connect'),
      clock.sleep(timeoutMs, end).then(() => 'timeout'),
    ]);
    if (error !== null) return { ...none, error };
    if (!(socket instanceof tls.TLSSocket)) return none;
    const seen = see(socket);
    await Promise.race([offered, clock.sleep(sessionMs, end)]);
    return { ...seen, sessionSeconds: session === undefined ? null : readSessionSeconds(session) };
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
    sessionSeconds: null,
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
