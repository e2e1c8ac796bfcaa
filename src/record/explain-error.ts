/** What a receiver does that does not like who called, or how. */
const hungUp = new Set(['connection closed', 'ECONNRESET', 'EPIPE']);

const plainHttp =
  'The receiver hung up without an answer. The address is plain http:; if it speaks TLS, write https:.';
const noCertificate =
  'The receiver hung up without an answer, and phoney had no client certificate to show. If it wants one, give it with --cert and --key.';
const refusedCertificate =
  'The receiver hung up without an answer. With TLS 1.3 this is also how one refuses a client certificate: see its log.';
const noTls =
  'What listens there does not speak TLS as phoney does. Correct the port, or write http: for a receiver on this machine without TLS.';
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
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: noCertificate,
  timeout:
    'The receiver took longer for its answer than the vendor waits. Let it answer before it does its work, or raise timeout_ms of the target (phoney load --vendor: --timeout).',
  'connection closed': 'The receiver hung up without an answer: see its log.',
  'closed while idle':
    'The receiver ended a connection that it had kept open just when the next message was sent on it, or hung up on that message. Let it keep idle connections for longer than messages are apart, or say Connection: close in its last answer.',
  'answer is not HTTP':
    'What listens there does not answer as HTTP/1.1 does. Correct the port, or see what the receiver sends.',
  'answer cut short': 'The receiver ended the connection before its answer was whole: see its log.',
  'answer too long':
    'More than 16 KiB of headers or 1 MiB of body is read of no answer. Let the receiver answer with less.',
};

/** What is known of an attempt beside its error. */
export interface Circumstances {
  readonly url: string;
  /** Whether a client certificate was to be shown. */
  readonly showsCertificate: boolean;
}

/**
 * A sentence on what `error` means and what to do, more to the point with `circumstances`; `undefined` where the error says it
 * itself.
 */
export function explainError(error: string, circumstances?: Circumstances): string | undefined {
  if (circumstances !== undefined && hungUp.has(error)) {
    if (circumstances.url.startsWith('http:')) return plainHttp;
    if (!circumstances.showsCertificate) return noCertificate;
    if (error === 'connection closed') return refusedCertificate;
  }
  return Object.hasOwn(explanations, error) ? explanations[error] : undefined;
}
