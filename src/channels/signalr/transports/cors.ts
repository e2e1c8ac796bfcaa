import type { IncomingHttpHeaders } from 'node:http';

/** Which pages of other origins may use the hub from a browser. CORS does not guard the upgrade to a WebSocket. */
export interface CorsPolicy {
  /** Origins such as `https://app.example`, without a slash at the end. */
  readonly origins: readonly string[];
  /** Whether the browser may send cookies and read the answers to such requests. Microsoft's client needs it. */
  readonly credentials?: boolean;
}

/** The headers that let the page that asks read the answer; none for other origins and other requests. */
export function corsHeaders(
  policy: CorsPolicy | undefined,
  { origin }: IncomingHttpHeaders,
): Readonly<Record<string, string>> {
  if (policy === undefined) return {};
  if (origin === undefined || !policy.origins.includes(origin)) return { Vary: 'Origin' };
  return {
    'Access-Control-Allow-Origin': origin,
    ...(policy.credentials === true ? { 'Access-Control-Allow-Credentials': 'true' } : {}),
    Vary: 'Origin',
  };
}

/** Whether a request is a browser's question before the real one. It carries no token and must not be refused. */
export function isPreflight(method: string | undefined, headers: IncomingHttpHeaders): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/** The answer to such a question: any method and any header, as ASP.NET's policy for SignalR has it. */
export function preflightHeaders(
  policy: CorsPolicy,
  headers: IncomingHttpHeaders,
): Readonly<Record<string, string>> {
  const allowed = corsHeaders(policy, headers);
  if (allowed['Access-Control-Allow-Origin'] === undefined) return allowed;
  const asked = headers['access-control-request-headers'];
  return {
    ...allowed,
    'Access-Control-Allow-Methods': headers['access-control-request-method'] ?? 'POST',
    ...(asked === undefined ? {} : { 'Access-Control-Allow-Headers': asked }),
  };
}
