import { jwtVerify, SignJWT } from 'jose';
import type { EnreachConfig } from '../config.ts';
import type { AnswerFlaws } from '../../../server/route.ts';
import type { SigningKey } from './signing-key.ts';

/** What is to be wrong with a token on purpose. */
export type TokenFlaw = Exclude<NonNullable<AnswerFlaws['token']>, 'other_user'>;

/** Signs tokens and tells good ones from bad ones. Times are wall-clock epoch ms. */
export interface Tokens {
  /** A token with which the user may open connections until it expires. */
  issue(userId: string, username: string, wallMs: number, flaw?: TokenFlaw): Promise<string>;
  /** The user of a token; `null` for whatever is not a good token of ours, for whichever reason. Never rejects. */
  verify(token: string, wallMs: number): Promise<string | null>;
}

/** So many tokens are remembered whose signature was good. */
const rememberedTokens = 10_000;

/** What a good token says. Times in whole seconds since the epoch. */
interface GoodToken {
  readonly userId: string;
  /** From then on it is valid; `-Infinity` where it does not say. */
  readonly fromSec: number;
  /** From then on it is no more. */
  readonly untilSec: number;
}

/** Longer than any token of ours; what is longer is not even looked at. */
const maxTokenLength = 4096;

/**
 * Tokens of one organisation. `verify` knows exactly one algorithm and one key: the token's own header decides nothing,
 * which is what defeats `alg: none` and a public key that is passed off as a secret.
 */
export function createTokens(
  { token: rules }: EnreachConfig,
  organisationId: string,
  key: SigningKey,
): Tokens {
  const good = new Map<string, GoodToken>();
  return {
    async issue(userId, username, wallMs, flaw) {
      const now = Math.floor(wallMs / 1000) + shiftSec(flaw, rules.lifetime);
      const token = await new SignJWT({ name: username, organization: organisationId })
        .setProtectedHeader({ alg: key.algorithm, typ: 'JWT' })
        .setSubject(userId)
        .setIssuer(rules.issuer)
        .setAudience(rules.audience)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + Math.ceil(rules.lifetime / 1000))
        .sign(key.sign);
      return flaw === 'wrongly_signed' ? spoilSignature(token) : token;
    },

    // A client shows its token twice for each connection, and a signature is checked on another thread, which costs more than all
    // else that connecting does here: each token's is checked once.
    async verify(token, wallMs) {
      const known = good.get(token);
      if (known !== undefined) return isValidAt(known, wallMs) ? known.userId : null;
      const found = await verifyFirst(token, wallMs);
      if (found === null) return null;
      remember(good, token, found);
      return found.userId;
    },
  };

  async function verifyFirst(token: string, wallMs: number): Promise<GoodToken | null> {
    if (token.length > maxTokenLength || !isCanonical(token)) return null;
    try {
      const { payload } = await jwtVerify(token, key.verify, {
        algorithms: [key.algorithm],
        issuer: rules.issuer,
        audience: rules.audience,
        requiredClaims: ['sub', 'exp', 'organization'],
        currentDate: new Date(wallMs),
      });
      const { sub, nbf = -Infinity, exp = -Infinity } = payload;
      if (payload['organization'] !== organisationId || sub === undefined) return null;
      return { userId: sub, fromSec: nbf, untilSec: exp };
    } catch {
      return null;
    }
  }
}

/** As RFC 7519 has it, in whole seconds: at its last second a token is none any more. */
function isValidAt({ fromSec, untilSec }: GoodToken, wallMs: number): boolean {
  const nowSec = Math.floor(wallMs / 1000);
  return fromSec <= nowSec && nowSec < untilSec;
}

function remember(good: Map<string, GoodToken>, token: string, found: GoodToken): void {
  if (good.size >= rememberedTokens) {
    const [oldest = ''] = good.keys();
    good.delete(oldest);
  }
  good.set(token, found);
}

/** How far off in time a token is that has expired, or is not valid yet: an hour to either side. */
function shiftSec(flaw: TokenFlaw | undefined, lifetimeMs: number): number {
  if (flaw === 'expired') return -Math.ceil(lifetimeMs / 1000) - 3600;
  return flaw === 'not_yet_valid' ? 3600 : 0;
}

/** The same token with another signature of the same length. */
function spoilSignature(token: string): string {
  const dot = token.lastIndexOf('.') + 1;
  const signature = Buffer.from(token.slice(dot), 'base64url').map((byte) => byte ^ 0xff);
  return `${token.slice(0, dot)}${Buffer.from(signature).toString('base64url')}`;
}

/** Whether the token is written in the one way in which base64url writes its bytes: without padding and stray bits. */
function isCanonical(token: string): boolean {
  return token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
