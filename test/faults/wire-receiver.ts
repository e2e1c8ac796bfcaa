import { readFileSync } from 'node:fs';
import net, { type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import tls, { TLSSocket } from 'node:tls';

/** A request as it came in, byte by byte. */
export interface SeenRequest {
  readonly head: string;
  /** What the body says, without the lines around its chunks. */
  readonly body: string;
  /** How many bytes came at a time: over TLS one for each record. */
  readonly pieces: readonly number[];
  /** From its first byte to its last, in ms. */
  readonly tookMs: number;
}

/** A connection as the receiver saw it. */
export interface SeenConnection {
  readonly tls?: {
    readonly protocol: string | null;
    readonly isResumed: boolean;
    readonly isAuthorized: boolean;
    readonly subject: string | undefined;
  };
  readonly requests: SeenRequest[];
  /** What came of a request that never was whole. */
  unfinished: Buffer;
  /** How it ended: `end`, or the code of an error such as ECONNRESET. */
  ended: string | undefined;
}

/** What a receiver does, and what it writes down. */
export interface WireReceiver {
  readonly url: string;
  readonly connections: SeenConnection[];
  /** The TLS errors of those that never were connections. */
  readonly refused: string[];
  readonly requests: () => SeenRequest[];
  /** Resolves when every connection has ended. */
  readonly close: () => Promise<void>;
}

/** How it behaves. */
export interface WireReceiverOptions {
  /** A folder of `phoney certs`; absent: plain HTTP. */
  readonly certificates?: string | undefined;
  /** Hangs up on clients whose certificate is not good. Default: true. */
  readonly insists?: boolean;
  /** Says 100 to who asks. Default: true. */
  readonly saysContinue?: boolean;
  /** The status that a whole request is answered with. Default: 200. */
  readonly answer?: (request: Pick<SeenRequest, 'head' | 'body'>) => number;
  /** The lowest version of TLS that is taken. */
  readonly minVersion?: tls.SecureVersion;
}

/** A plain server of Node's net or tls that answers 200 to every whole request and notes all bytes. */
export async function openWireReceiver(options: WireReceiverOptions = {}): Promise<WireReceiver> {
  const { certificates, insists = true, saysContinue = true, minVersion = 'TLSv1.3' } = options;
  const { answer = () => 200 } = options;
  const connections: SeenConnection[] = [];
  const refused: string[] = [];
  const take = (socket: Socket): void => watch(socket, connections, { saysContinue, answer });
  const server =
    certificates === undefined
      ? net.createServer(take)
      : tls
          .createServer(
            {
              key: readFileSync(path.join(certificates, 'server-key.pem')),
              cert: readFileSync(path.join(certificates, 'server.pem')),
              ca: readFileSync(path.join(certificates, 'ca.pem')),
              requestCert: true,
              rejectUnauthorized: insists,
              minVersion,
              ciphers: 'DEFAULT@SECLEVEL=0',
            },
            take,
          )
          .on('tlsClientError', (error: NodeJS.ErrnoException) => refused.push(error.code ?? error.message));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificates === undefined ? 'http' : 'https'}://127.0.0.1:${port}/`,
    connections,
    refused,
    requests: () => connections.flatMap(({ requests }) => requests),
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}

function watch(
  socket: Socket,
  connections: SeenConnection[],
  { saysContinue, answer }: Required<Pick<WireReceiverOptions, 'saysContinue' | 'answer'>>,
): void {
  const seen: SeenConnection = {
    ...(socket instanceof TLSSocket && { tls: describeTls(socket) }),
    requests: [],
    unfinished: Buffer.alloc(0),
    ended: undefined,
  };
  connections.push(seen);
  let pieces: number[] = [];
  let beganMs = 0;
  let hasContinued = false;
  socket.on('data', (bytes: Buffer) => {
    if (pieces.length === 0) beganMs = performance.now();
    pieces.push(bytes.length);
    seen.unfinished = Buffer.concat([seen.unfinished, bytes]);
    const request = readWhole(seen.unfinished);
    if (request !== undefined) {
      seen.requests.push({ ...request, pieces, tookMs: performance.now() - beganMs });
      seen.unfinished = Buffer.alloc(0);
      pieces = [];
      hasContinued = false;
      socket.write(`HTTP/1.1 ${answer(request)} As it is\r\ncontent-length: 2\r\n\r\nok`);
    } else if (saysContinue && !hasContinued && asksFirst(seen.unfinished)) {
      hasContinued = true;
      socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    }
  });
  socket.on('end', () => (seen.ended ??= 'end'));
  socket.on('error', (error: NodeJS.ErrnoException) => (seen.ended = error.code ?? error.message));
}

function describeTls(socket: TLSSocket): NonNullable<SeenConnection['tls']> {
  return {
    protocol: socket.getProtocol(),
    isResumed: socket.isSessionReused(),
    isAuthorized: socket.authorized,
    subject: socket.getPeerX509Certificate()?.subject,
  };
}

function headOf(bytes: Buffer): string | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  return end < 0 ? undefined : bytes.toString('latin1', 0, end + 4);
}

function asksFirst(bytes: Buffer): boolean {
  return /\r\nexpect: 100-continue\r\n/.test(headOf(bytes) ?? '');
}

function readWhole(bytes: Buffer): Pick<SeenRequest, 'head' | 'body'> | undefined {
  const head = headOf(bytes);
  if (head === undefined) return undefined;
  const rest = bytes.subarray(head.length);
  if (/\r\ntransfer-encoding: chunked\r\n/.test(head)) return readChunks(head, rest);
  const length = Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? 0);
  return rest.length < length ? undefined : { head, body: rest.toString() };
}

function readChunks(head: string, rest: Buffer): Pick<SeenRequest, 'head' | 'body'> | undefined {
  const chunks: Uint8Array[] = [];
  for (let at = 0; ;) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(rest.toString('latin1', at, lineEnd), 16);
    if (rest.length < lineEnd + 2 + size + 2) return undefined;
    if (size === 0) return { head, body: Buffer.concat(chunks).toString() };
    chunks.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
