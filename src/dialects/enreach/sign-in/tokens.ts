import { jwtVerify, SignJWT } from 'jose';
import type { EnreachConfig } from '../config.ts';
import type { SigningKey } from './signing-key.ts';

/** Signs tokens and tells good ones from bad ones. Times are wall-clock epoch ms. */
export interface Tokens {
  /** A token with which the user may open connections until it expires. */
  issue(userId: string, username: string, wallMs: number): Promise<string>;
  /** The user of a token; `null` for whatever is not a good token of ours, for whichever reason. Never rejects. */
  verify(token: string, wallMs: number): Promise<string | null>;
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
  return {
    issue(userId, username, wallMs) {
      const now = Math.floor(wallMs / 1000);
      return new SignJWT({ name: username, organization: organisationId })
        .setProtectedHeader({ alg: key.algorithm, typ: 'JWT' })
        .setSubject(userId)
        .setIssuer(rules.issuer)
        .setAudience(rules.audience)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + Math.ceil(rules.lifetime / 1000))
        .sign(key.sign);
    },

    async verify(token, wallMs) {
      if (token.length > maxTokenLength || !isCanonical(token)) return null;
      try {
        const { payload } = await jwtVerify(token, key.verify, {
          algorithms: [key.algorithm],
          issuer: rules.issuer,
          audience: rules.audience,
          requiredClaims: ['sub', 'exp', 'organization'],
          currentDate: new Date(wallMs),
        });
        return payload['organization'] === organisationId && payload.sub !== undefined ? payload.sub : null;
      } catch {
        return null;
      }
    },
  };
}

/** Whether the token is written in the one way in which base64url writes its bytes: without padding and stray bits. */
function isCanonical(token: string): boolean {
  return token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
