import type { HubRequest } from './request.ts';

/** Who asks, or why not: what goes into the `WWW-Authenticate` header of the 401. */
export type Authentication<User> =
  | {
      readonly user: User;
      /** When that ends, in milliseconds since the epoch: see the setting `closeOnAuthenticationExpiration`. */
      readonly expiresMs?: number | undefined;
    }
  | { readonly wwwAuthenticate: string; readonly status?: 401 | 403 };

/** Who asks, and until when that is known. */
export type Identified<User> = Extract<Authentication<User>, { readonly user: User }>;

/**
 * Decides who asks. It is called for every HTTP request, so that only an open WebSocket or event stream outlives its
 * token. What it throws is the host's own mistake and answers 500.
 */
export type Authenticate<User> = (
  request: HubRequest,
) => Authentication<User> | Promise<Authentication<User>>;

/** What a host has answered, if it is an answer at all: throws a TypeError that says what would be one. */
export function checkAnswer<User>(answer: Authentication<User>): Authentication<User> {
  const given: unknown = answer;
  const isObject = typeof given === 'object' && given !== null;
  if (isObject && ('user' in given || 'wwwAuthenticate' in given)) return answer;
  // Not what is in it: that may be a secret.
  const what = isObject ? 'neither user nor wwwAuthenticate' : given === null ? 'null' : typeof given;
  throw new TypeError(
    `authenticate has answered ${what}, which lets nobody in and refuses nobody. Let it answer { user }, or tokenMissing, tokenRefused() or { wwwAuthenticate }.`,
  );
}

/** The bearer token of a request: from `access_token` in the query, as browsers must send it, or the header. */
export function bearerToken(request: HubRequest): string | undefined {
  const inQuery = request.query('access_token');
  if (inQuery !== undefined && inQuery !== '') return inQuery;
  return /^bearer +(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The refusal for a request without a token. */
export const tokenMissing: Authentication<never> = { wwwAuthenticate: 'Bearer' };

/** The refusal for a token that is not good, with the reason if the client may know it. */
export function tokenRefused(reason?: string): Authentication<never> {
  const description =
    reason === undefined ? '' : `, error_description="${reason.replaceAll(/["\\\r\n]/g, "'")}"`;
  return { wwwAuthenticate: `Bearer error="invalid_token"${description}` };
}
