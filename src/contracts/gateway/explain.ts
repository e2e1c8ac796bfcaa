/** Whom a connection was to reach and what it had to show. */
export interface Peer {
  /** `host:port`. */
  readonly address: string;
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
  if (!peer.hasClientCertificate && wantsCertificate.test(code)) {
    return `The receiver broke the connection off, and no client certificate was shown: give one with --cert and --key. (${code})`;
  }
  if (/ALERT|CERTIFICATE/.test(code))
    return `The receiver refused the TLS connection: is the client certificate one that it trusts? (${code})`;
  return `The request got no answer: ${error.message}. (${code})`;
}
