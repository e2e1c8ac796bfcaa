import net from 'node:net';
import tls from 'node:tls';
import type { SecureContext } from 'node:tls';
import { serverName } from './address.ts';
import type { Address } from './address.ts';
import type { RequestBytes } from './request-bytes.ts';

/** What a socket is opened with. */
export interface SocketParts {
  readonly address: Address;
  readonly context: () => SecureContext;
  /** A TLS session to go on with. */
  readonly session: Buffer | undefined;
  /** Where what is read is put, and who is told: bytes that are valid during the call only. */
  readonly buffer: Uint8Array;
  readonly onBytes: (bytes: Buffer) => void;
}

/** How requests are written. */
export interface Writer {
  /** Puts a request on an open connection. */
  write(socket: net.Socket, bytes: RequestBytes): void;
  /** Told of each 1xx that comes before the answer. */
  interim?(socket: net.Socket): void;
}

/** How connections are opened and bytes written: the place for those who do either in another way. */
export interface Wire extends Writer {
  /** Begins to open a connection. It is open at `secureConnect`, or at `connect` without TLS. */
  open(parts: SocketParts): net.Socket;
  /** Begins TLS on a TCP connection that has been opened without it. Absent: {@link Wire.open} does both. */
  secure?(tcp: net.Socket, parts: SocketParts): tls.TLSSocket;
}

/** TLS as the lane has it, and each request in one write. */
export const plainWire: Wire = {
  open: (parts) => (parts.address.isSecure ? openTls(parts) : net.connect(tcpOptions(parts))),
  write(socket, { head, body, encoding, asOne }) {
    // One string costs half of two, and least where each character is a byte.
    if (asOne !== undefined) socket.write(head + body, asOne);
    // A header that is not ASCII goes out as the bytes it came as.
    else socket.write(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body, encoding)]));
  },
};

/** The server is verified against the URL's host, never against a header, and there is no way to leave that out. */
function openTls(parts: SocketParts): tls.TLSSocket {
  return tls.connect({ ...tcpOptions(parts), ...tlsOptions(parts) });
}

/** What TLS is opened with, on whatever connection. */
export function tlsOptions({ address, context, session }: SocketParts): tls.ConnectionOptions {
  const servername = serverName(address);
  return {
    host: address.host,
    secureContext: context(),
    // Without a name Node checks the certificate against `host`.
    ...(servername !== undefined && { servername }),
    ...(session !== undefined && { session }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
  };
}

/** Both families are tried for a name that has both (RFC 8305), which is Node's default and not left to it. */
function tcpOptions({ address: { host, port }, buffer, onBytes }: SocketParts): net.TcpNetConnectOpts {
  const callback = (length: number, bytes: Uint8Array): boolean => {
    onBytes(Buffer.from(bytes.buffer, bytes.byteOffset, length));
    return true;
  };
  return { host, port, noDelay: true, autoSelectFamily: true, onread: { buffer, callback } };
}
