const untrusted =
  'The receiver shows a certificate of an authority that is not trusted here. Give that authority with --ca.';

/** What an attempt's error usually means, and what to do: Node's and OpenSSL's names are for those who know them. */
const explanations: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens at that address. Start the receiver, or correct the URL.',
  ENOTFOUND: 'There is no host of that name. Correct the URL.',
  EAI_AGAIN:
    'The name of the host could not be looked up. Correct the URL, or the name service of this machine.',
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: "The receiver's certificate has expired. Give the receiver a new one.",
  CERT_NOT_YET_VALID:
    "The receiver's certificate is not valid yet. Give the receiver another, or set the clock.",
  INVALID_PURPOSE:
    "The receiver's certificate is not one for servers. It needs the Extended Key Usage TLS Web Server Authentication.",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "The receiver's certificate is for another host than the URL's. Make one with phoney certs --host, or correct the URL.",
  'connection closed':
    'The receiver hung up without an answer. With TLS 1.3 this is also how one refuses a client certificate: see its log.',
};

/** A sentence on what `error` means and what to do; `undefined` where the error says it itself. */
export function explainError(error: string): string | undefined {
  return Object.hasOwn(explanations, error) ? explanations[error] : undefined;
}
