import { isIP } from 'node:net';
import { explainReceiverUrl } from '../../lib/address/receiver-url.ts';

/** A receiver's address in parts, as sockets and requests need them. */
export interface Address {
  /** Scheme, host and port: whoever has the same may share connections. */
  readonly origin: string;
  readonly isSecure: boolean;
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  /** What a Host header says. */
  readonly authority: string;
  /** The request's target: path and query. */
  readonly target: string;
}

/** Reads `url`; `undefined` when it is no address that messages may go to. */
export function readAddress(url: string): Address | undefined {
  if (explainReceiverUrl(url) !== undefined) return undefined;
  const { origin, protocol, hostname, port, host, pathname, search } = new URL(url);
  const isSecure = protocol === 'https:';
  return {
    origin,
    isSecure,
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || (isSecure ? 443 : 80)),
    authority: host,
    target: pathname + search,
  };
}

/** The name by which a server is asked for: an address is none (RFC 6066, section 3). */
export function serverName({ host }: Address): string | undefined {
  return isIP(host) === 0 ? host : undefined;
}
