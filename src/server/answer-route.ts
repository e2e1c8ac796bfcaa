import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InboundResponse, Route } from '../dialects/dialect.ts';

/** What a request is answered with besides its own contents. */
export interface RouteHost {
  readonly routes: readonly Route[];
  readonly secure: boolean;
  readonly corsOrigins: readonly string[];
  readonly wallMs: () => number;
  readonly onError: (error: unknown, where: string) => void;
}

/** The longest body of a request; beyond it the answer is 413. */
const maxBodyBytes = 1_048_576;

/** Answers a request from the routes: 404 where there is none, 405 for another method. Never rejects. */
export async function answerRoute(
  request: IncomingMessage,
  response: ServerResponse,
  host: RouteHost,
): Promise<void> {
  try {
    for (const [name, value] of Object.entries(corsHeaders(request, host.corsOrigins)))
      response.setHeader(name, value);
    respond(response, await answer(request, host));
  } catch (error) {
    host.onError(error, 'answering a request');
    if (response.headersSent) response.destroy();
    else respond(response, { status: 500 });
  }
}

async function answer(request: IncomingMessage, host: RouteHost): Promise<InboundResponse> {
  const target = targetOf(request, host.secure);
  if (target === undefined) return { status: 400 };
  const found = host.routes.flatMap((route) => {
    const params = matchPath(route.path, target.pathname);
    return params === undefined ? [] : [{ route, params }];
  });
  if (found.length === 0) return { status: 404 };
  if (request.method === 'OPTIONS') return { status: 204 };
  const match = found.find(({ route }) => route.method === request.method);
  if (match === undefined) {
    return {
      status: 405,
      headers: { allow: [...new Set(found.map(({ route }) => route.method))].join(', ') },
    };
  }
  const body = await readBody(request);
  if (body === undefined) return { status: 413, headers: { connection: 'close' } };
  return match.route.answer({
    params: match.params,
    query: target.searchParams,
    origin: target.origin,
    headers: singleHeaders(request),
    body,
    wallMs: host.wallMs(),
  });
}

/** The address that was called, by the name under which the caller knows us. */
function targetOf({ url = '/', headers }: IncomingMessage, secure: boolean): URL | undefined {
  const base = `${secure ? 'https' : 'http'}://${headers.host ?? 'localhost'}`;
  // A path may begin with two slashes, which URL would take for a host.
  const path = url.startsWith('/') ? url : '/';
  return URL.canParse(`${base}${path}`) ? new URL(`${base}${path}`) : undefined;
}

/** The values of `{name}` segments when `path` is the route's, without regard to a slash at the end. */
export function matchPath(route: string, path: string): Record<string, string> | undefined {
  const wanted = segmentsOf(route);
  const given = segmentsOf(path);
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = safeDecode(value);
    else if (segment.toLowerCase() !== value.toLowerCase()) return undefined;
  }
  return params;
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\/|\/$/g, '').split('/');
}

function safeDecode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function singleHeaders({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function corsHeaders(
  { headers, method }: IncomingMessage,
  origins: readonly string[],
): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || origins.length === 0) return {};
  if (!origins.includes(origin)) return { vary: 'Origin' };
  const allowed = {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
  };
  if (method !== 'OPTIONS') return allowed;
  return {
    ...allowed,
    'access-control-allow-methods': headers['access-control-request-method'] ?? 'GET',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? 'authorization',
  };
}

function respond(response: ServerResponse, { status, headers = {}, body }: InboundResponse): void {
  const isReady = typeof body === 'string' || body === undefined || body instanceof Uint8Array;
  const sent = isReady ? (body ?? '') : JSON.stringify(body);
  const type = isReady ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, {
    ...(body !== undefined && { 'content-type': type }),
    ...(status !== 204 && { 'content-length': String(Buffer.byteLength(sent)) }),
    ...headers,
  });
  response.end(sent);
}
