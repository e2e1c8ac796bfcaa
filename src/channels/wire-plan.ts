import type { SecureVersion } from 'node:tls';

/**
 * How one attempt leaves that does not leave as all others do: data, which the `http` channel carries out. What is absent is as
 * ever. Several plans for one attempt are put together key by key.
 */
export interface WirePlan {
  /** On one of so many connections that stay open, each after the other. */
  readonly inTurn?: number;
  /** This version of TLS and no other. */
  readonly tlsVersion?: SecureVersion;
  /** Another client certificate than the lane's. */
  readonly certificate?: PlannedCertificate;
  /** True: no TLS session is resumed. */
  readonly isNewSession?: true;
  /** True: a new connection for this attempt alone, and the request says `Connection: close`. */
  readonly saysClose?: true;
  /** The body in chunks of so many bytes. */
  readonly chunkBytes?: number;
  /** The request says `Expect: 100-continue`, and its body waits for the answer to that, at the most so long. */
  readonly expectMs?: number;
  readonly sending?: PlannedSending;
}

/** Whether a plan wants a connection that no other attempt has: one that opens otherwise, or is over after it. */
export function wantsOwnConnection({
  tlsVersion,
  certificate,
  isNewSession,
  saysClose,
  sending,
}: WirePlan): boolean {
  const differs = [tlsVersion, certificate, isNewSession, saysClose].some((part) => part !== undefined);
  return differs || sending?.do === 'reset';
}

/** How the bytes of a request are sent that do not leave at once. */
export type PlannedSending =
  /** The connection is reset: behind the headers, in the middle of the body, behind it, or once the answer has begun. */
  | { readonly do: 'reset'; readonly when: 'before_body' | 'within_body' | 'after_body' | 'within_answer' }
  /** All but the last byte is sent. */
  | { readonly do: 'half_open' }
  /** In pieces of so many bytes, so many ms apart; what is not in `part` leaves at once. */
  | {
      readonly do: 'pieces';
      readonly bytes: number;
      readonly pauseMs: number;
      readonly part: 'headers' | 'body' | 'all';
    };

/** Which client certificate is shown in place of the lane's. */
export type PlannedCertificate =
  | { readonly shows: 'none' }
  /** `client.pem` and `client-key.pem` of a folder below that of the lane's certificate. */
  | { readonly shows: 'below'; readonly folder: string }
  /** `client.pem` and `client-key.pem` of that folder. */
  | { readonly shows: 'folder'; readonly folder: string };

/** What one fault of a scenario does to attempts of a message. */
export interface WireFault {
  readonly name: string;
  /** What it is, such as `reset`. */
  readonly kind: string;
  /** In a few words what it does; `null` where the kind says it all. */
  readonly what: string | null;
  /** To which tries, 1 for the first; `null`: to all. */
  readonly attempts: readonly number[] | null;
  readonly plan: WirePlan;
}
