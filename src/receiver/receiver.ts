import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { PemTexts } from '../tls/pem.ts';
import type { TlsRules } from '../channels/message.ts';
import type { Clock } from '../lib/clock.ts';
import { StartError } from '../lib/errors.ts';
import { answerRequest } from './answer.ts';
import type { Arrival } from './answer.ts';
import { reactTo, type Misbehaviour, type Reaction } from './misbehaviour.ts';
import { Seen } from './seen.ts';
import type { Validate } from '../dialects/vendor.ts';

/** What a receiver is made of. */
export interface ReceiverParts {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Absent: plain HTTP. With a `ca`, who has no certificate of it is refused. */
  readonly tls?: Pick<PemTexts, 'cert' | 'key' | 'ca' | 'passphrase'> & Pick<TlsRules, 'minVersion'>;
  readonly validate: Validate;
  readonly misbehaviours?: readonly Misbehaviour[];
  /** What becomes of the `nth` request, from 1. Default: what the misbehaviours say, else it is answered with 200. */
  readonly react?: (nth: number) => Reaction;
  readonly clock: Clock;
  /** Told of each request once it is over. */
  readonly onArrival?: (arrival: Arrival) => void;
  /** Told why a connection came to nothing, such as a client certificate that cannot be verified. */
  readonly onRefusal?: (reason: string) => void;
}

/** How many there were so far. Every request counts once in `requests`. */
export interface ReceiverCounts {
  readonly requests: number;
  /** Different events: requests with an event id that was new. */
  readonly events: number;
  readonly duplicates: number;
  readonly invalid: number;
  /** Connections that came to nothing. */
  readonly refused: number;
  /** Per status answered; `none` for no answer. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** A receiver that listens. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  counts(): ReceiverCounts;
  /** Closes all connections and resolves when the port is free again. */
  close(): Promise<void>;
}

/** Each may hold a body of up to a megabyte. */
const maxConnections = 2000;

/** Starts a receiver. Throws a {@link StartError} when the port cannot be had or OpenSSL refuses the certificate. */
export async function startReceiver(parts: ReceiverParts): Promise<Receiver> {
  const { onArrival, onRefusal, misbehaviours = [] } = parts;
  const react = parts.react ?? ((nth) => reactTo(nth, misbehaviours));
  const counts = { requests: 0, events: 0, duplicates: 0, invalid: 0, refused: 0 };
  const statuses: Record<string, number> = {};
  const ending = new AbortController();
  const seen = new Seen();
  const server = createServer(parts);
  server.maxConnections = maxConnections;
  const wires = trackWires(server);
  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    const nth = ++counts.requests;
    const reset = (): void => wires.reset(request.socket);
    void answerRequest(request, response, { ...parts, nth, react, seen, reset, signal: ending.signal }).then(
      (arrival) => {
        if (arrival.duplicate) counts.duplicates++;
        else if (arrival.eventId !== null) counts.events++;
        if (!arrival.valid) counts.invalid++;
        const key = arrival.status ?? 'none';
        statuses[key] = (statuses[key] ?? 0) + 1;
        onArrival?.(arrival);
      },
    );
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: TLSSocket) => {
    counts.refused++;
    // When the client's certificate is at fault, Node keeps the reason here; its type promises an error, it is a code.
    const reason = socket.authorizationError as Error | string | null;
    onRefusal?.(String(reason ?? error.code ?? error.message));
  });
  await listen(server, parts);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${parts.tls === undefined ? 'http' : 'https'}://${nameHost(parts.host)}:${port}`,
    counts: () => ({ ...counts, statuses: { ...statuses } }),
    close: () =>
      new Promise((resolve) => {
        ending.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createServer({ tls }: ReceiverParts): http.Server | https.Server {
  if (tls === undefined) return http.createServer();
  const { cert, key, ca, passphrase, minVersion } = tls;
  try {
    return https.createServer({
      cert,
      key,
      ca,
      passphrase,
      minVersion,
      requestCert: ca !== undefined,
      rejectUnauthorized: true,
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(
      `Could not use the certificate: ${code ?? message}. Make another with \`phoney certs --force\`.`,
    );
  }
}

/** Under a TLS socket lies the TCP socket, which alone can be reset. */
function trackWires(server: http.Server): { reset(socket: Socket): void } {
  const wires = new Map<string, Socket>();
  const nameWire = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
  server.on('connection', (wire: Socket) => {
    const name = nameWire(wire);
    wires.set(name, wire);
    wire.once('close', () => wires.delete(name));
  });
  const reset = (socket: Socket): void => {
    wires.get(nameWire(socket))?.resetAndDestroy();
    socket.destroy();
  };
  return { reset };
}

async function listen(server: http.Server, { port, host }: ReceiverParts): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === 'EADDRINUSE' ? 'the port is in use' : (code ?? message);
      reject(
        new StartError(`Could not listen on ${host}:${port}: ${why}. Give another --port, or 0 for any.`),
      );
    });
    server.listen(port, host, resolve);
  });
}

/** The host as a URL has it; a receiver on all addresses is called by the name that certificates have. */
function nameHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
