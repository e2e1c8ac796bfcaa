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
