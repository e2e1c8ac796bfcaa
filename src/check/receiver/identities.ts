// As a whole: an older Node has no getCACertificates.
import nodeTls from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { ClientIdentity, ConnectionManner } from '../../dialects/bench.ts';
import {
  signByStranger,
  signVariant,
  type ClientIssuer,
  type ClientPair,
} from '../../tls/client-variants.ts';
import type { PemTexts } from '../../tls/pem.ts';

/** What connections are secured with. */
export interface IdentityParts {
  /** The client's certificate and key, and whom to trust. */
  readonly texts: Pick<PemTexts, 'cert' | 'key' | 'ca' | 'pfx' | 'passphrase'>;
  /** Who signed the client's certificate; a text says why that is not known, and what to give. */
  readonly issuer: ClientIssuer | string;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  /** Epoch ms. */
  readonly wallMs: number;
}

/** Everybody whom a check can be. */
export interface Identities {
  /** Why nobody can be that one; `undefined` when it can. */
  lacks(identity: ClientIdentity): string | undefined;
  /** What a connection in that manner is made with. */
  contextFor(manner: ConnectionManner): SecureContext;
  /** The same for a look at a server whose key may be too short for OpenSSL's taste. */
  lenientContextFor(manner: ConnectionManner): SecureContext;
}

const giveOne = 'Give --cert and --key, or --pfx; phoney certs makes some to test with.';
const dayMs = 86_400_000;

/** Makes the certificates that something is wrong with. */
export async function makeIdentities(parts: IdentityParts): Promise<Identities> {
  const { texts, issuer, wallMs } = parts;
  const pairs = new Map<ClientIdentity, ClientPair>([
    ['unknown CA', await signByStranger(texts.cert, wallMs)],
  ]);
  if (typeof issuer !== 'string') {
    const sign = async (
      identity: ClientIdentity,
      variant: Parameters<typeof signVariant>[1],
    ): Promise<void> => void pairs.set(identity, await signVariant(issuer, variant, wallMs));
    await sign('expired', { validMs: [wallMs - 31 * dayMs, wallMs - dayMs] });
    await sign('not yet valid', { validMs: [wallMs + 30 * dayMs, wallMs + 60 * dayMs] });
    await sign('wrong EKU', { usage: 'server' });
    await sign('another Subject', { subject: [{ CN: ['somebody-else.invalid'] }] });
  }
  const showsNone = (texts.cert ?? texts.pfx) === undefined;
  const made = new Map<string, SecureContext>();
  const ca = texts.ca ?? [
    ...new Set([...nodeTls.getCACertificates('default'), ...nodeTls.getCACertificates('system')]),
  ];
  const make = ({ as = 'good', tls, cipherSuite }: ConnectionManner, isLenient: boolean): SecureContext => {
    const others = isLenient ? 'DEFAULT@SECLEVEL=0' : 'DEFAULT';
    return nodeTls.createSecureContext({
      ...showing(as, texts, pairs),
      ca,
      minVersion: tls ?? parts.minVersion,
      ...(tls !== undefined && { maxVersion: tls }),
      ...((isLenient || cipherSuite !== undefined) && {
        ciphers: [...(cipherSuite === undefined ? suites : [cipherSuite]), others].join(':'),
      }),
    });
  };
  const keep = (manner: ConnectionManner, isLenient: boolean): SecureContext => {
    const key = JSON.stringify([manner.as, manner.tls, manner.cipherSuite, isLenient]);
    const context = made.get(key) ?? make(manner, isLenient);
    made.set(key, context);
    return context;
  };
  return {
    lacks(identity) {
      if (identity === 'no certificate' || pairs.has(identity)) return undefined;
      if (identity === 'good') return showsNone ? `No client certificate was given. ${giveOne}` : undefined;
      return typeof issuer === 'string' ? issuer : undefined;
    },
    contextFor: (manner) => keep(manner, false),
    lenientContextFor: (manner) => keep(manner, true),
  };
}

/** Every suite of TLS 1.3 that OpenSSL has by default. */
const suites = ['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'];

function showing(
  identity: ClientIdentity,
  { cert, key, pfx, passphrase }: IdentityParts['texts'],
  pairs: ReadonlyMap<ClientIdentity, ClientPair>,
): { cert?: string; key?: string; pfx?: Buffer; passphrase?: string } {
  if (identity === 'no certificate') return {};
  if (identity !== 'good') return { ...pairs.get(identity) };
  return {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(pfx !== undefined && { pfx }),
    ...(passphrase !== undefined && { passphrase }),
  };
}
