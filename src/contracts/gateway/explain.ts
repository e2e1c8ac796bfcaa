/** Whom a connection was to reach and what it had to show. */
export interface Peer {
  /** `host:port`. */
  readonly address: string;
  /** The lowest TLS version that the vendor speaks; `undefined` for plain HTTP. */
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3' | undefined;
  readonly hasClientCertificate: boolean;
  readonly timeoutMs: number;
}

const sentences: Readonly<Record<string, (peer: Peer) => string>> = {
  ECONNREFUSED: ({ address }) => `Nothing listens at ${address}: start the receiver, or correct --target.`,
  ENOTFOUND: ({ address }) => `The name of ${address} is not known: correct --target.`,
  EAI_AGAIN: ({ address }) =>
    `The name of ${address} could not be looked up: correct --target, or see to the network.`,
  ETIMEDOUT: ({ address, timeoutMs }) => `${address} did not answer within ${timeoutMs} ms.`,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ address }) =>
    `The receiver's certificate is for another name than ${address}.`,
  CERT_HAS_EXPIRED: () => "The receiver's certificate has expired.",
  CERT_NOT_YET_VALID: () => "The receiver's certificate is not valid yet.",
  INVALID_PURPOSE: () => "The receiver's certificate is not made for servers (Extended Key Usage).",
};

const unknownAuthority = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
]);

/** What OpenSSL says of a server that speaks no version of TLS that it is asked for. */
const oldVersion = /PROTOCOL_VERSION|protocol version|UNSUPPORTED_PROTOCOL/;
/** What OpenSSL says of an answer that is no TLS. */
const noTls = /WRONG_VERSION_NUMBER|wrong version number|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/;

/** How a server says that it wants a certificate, or breaks off without saying so. */
const wantsCertificate = /CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|ECONNRESET|EPIPE/;

/** Why a request got no answer, for the person who has to mend it. */
export function explainFailure(error: NodeJS.ErrnoException, peer: Peer): string {
  const code = error.code ?? error.message;
  const known = sentences[code]?.(peer);
  if (known !== undefined) return `${known} (${code})`;
  if (unknownAuthority.has(code)) {
    return `The receiver's certificate is not signed by an authority that is trusted: give its CA with --ca. (${code})`;
  }
  const tls = peer.minVersion === undefined ? undefined : explainTls(`${code} ${error.message}`, peer);
  if (tls !== undefined) return `${tls} (${code})`;
  if (!peer.hasClientCertificate && wantsCertificate.test(code)) {
    return `The receiver broke the connection off, and no client certificate was shown: give one with --cert and --key. (${code})`;
  }
  if (/ALERT|CERTIFICATE/.test(code))
    return `The receiver refused the TLS connection: is the client certificate one that it trusts, and still valid? (${code})`;
  if (peer.minVersion !== undefined && /ECONNRESET|EPIPE|ECONNABORTED/.test(code))
    return `The receiver broke the connection off without an answer: it may have refused the client certificate, one that it does not trust or that is not valid any more. (${code})`;
  return `The request got no whole answer: ${error.message}.${error.code === undefined ? '' : ` (${code})`}`;
}

function explainTls(text: string, { address, minVersion }: Peer): string | undefined {
  if (noTls.test(text))
    return `${address} answers in plain HTTP where the vendor speaks TLS: switch TLS on there, or correct --target.`;
  if (!oldVersion.test(text)) return undefined;
  const version = minVersion?.replace('v', ' ');
  return `${address} speaks no version of TLS that the vendor does, which is ${version} or newer: switch it on there (in nginx: ssl_protocols ${minVersion};).`;
}
