import type net from 'node:net';
import tls from 'node:tls';
import { serverName } from '../../channels/http/address.ts';
import { plainWire, type Wire } from '../../channels/http/wire.ts';
import { isLoopback } from '../../lib/address/receiver-url.ts';

/**
 * The wire of a check. On this machine a server is spoken to whatever its certificate is, so that one mistake does not hide the
 * others: what is sent are samples, and they stay here. Elsewhere it is verified, as ever.
 */
export const benchWire: Wire = {
  open(parts) {
    const { address, context, buffer, onBytes } = parts;
    if (!address.isSecure || !isLoopback(address.host)) return plainWire.open(parts);
    const servername = serverName(address);
    return tls.connect({
      ...tcpOptions(address, (bytes) => onBytes(bytes), buffer),
      secureContext: context(),
      ...(servername !== undefined && { servername }),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
    });
  },
  write: (socket, bytes) => plainWire.write(socket, bytes),
};

function tcpOptions(
  { host, port }: { readonly host: string; readonly port: number },
  tell: (bytes: Buffer) => void,
  buffer: Uint8Array,
): net.TcpNetConnectOpts {
  const callback = (length: number, bytes: Uint8Array): boolean => {
    tell(Buffer.from(bytes.buffer, bytes.byteOffset, length));
    return true;
  };
  return { host, port, noDelay: true, autoSelectFamily: true, onread: { buffer, callback } };
}
