import type { IncomingHttpHeaders } from 'node:http';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { corsHeaders, preflightHeaders, type CorsPolicy } from '../channels/signalr/transports/cors.ts';
import { readBody } from './read-body.ts';
import type { InboundRequest, Route } from './route.ts';
import { send } from './send.ts';

/** What requests are answered with besides their own contents. */
export interface RouteParts {
  /** Origins of web pages that may read the answers. */
  readonly corsOrigins: readonly string[];
  readonly wallMs: () => number;
  /** Told of our own mistakes, which the caller is answered 500 for. */
  readonly onError: (error: unknown, where: string) => void;
}

/**
 * A router that answers from `routes`: 405 with `allow` where a path is known by other methods only. Paths that it does not
 * know are left to what is mounted beside it.
 */
export function routeRouter(routes: readonly Route[], { corsOrigins, wallMs, onError }: RouteParts): Router {
  const router = Router();
  const cors = corsOrigins.length === 0 ? undefined : { origins: corsOrigins, credentials: true };
  router.use(readTarget);
  for (const route of routes) {
    // Not router.get and its like: they answer HEAD and OPTIONS too, by rules of their own.
    router.all(patternOf(route.path), allowOrigins(cors), answerWith(route, wallMs));
  }
  router.use(refuseMethod);
  router.use(answerMistake(onError));
  return router;
}

/** express's form of a path: `:name` for `{name}`, and everything else as it stands. */
function patternOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (segment.startsWith('{') ? `:${segment.slice(1, -1)}` : escapePattern(segment)))
    .join('/');
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\(){}[\]?+!:*]/g, String.raw`\$&`);
}

/** A name or an address, and a port: RFC 9112, section 3.2, which wants 400 for everything else. */
const hostForm = /^([\w.~-]+|\[[\da-f:.]+\])(:\d*)?$/i;

/**
 * Dots in the path are resolved, and an escape that is none stands for itself, where express would answer 400. A target
 * in absolute form says itself which host is meant, whatever `Host` says (RFC 9112, section 3.2.2).
 */
const readTarget: RequestHandler = (request, response, next) => {
  const [, named, rest] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(request.url) ?? [];
  if (named !== undefined) request.headers.host = named;
  const asked = rest ?? request.url;
  const { host = 'localhost' } = request.headers;
  const target = hostForm.test(host)
    ? URL.parse(
        `${originOf(request)}${asked.startsWith('/') ? asked : `/${asked.startsWith('?') ? asked : ''}`}`,
      )
    : null;
  if (target === null) return send(response, { status: 400 });
  const path = target.pathname
    .split('/')
    .map((part) => (isDecodable(part) ? part : encodeURIComponent(part)));
  request.url = `${path.join('/')}${target.search}`;
  next();
};

/** The name under which the caller knows us. */
function originOf({ protocol, headers }: Request): string {
  return `${protocol}://${headers.host ?? 'localhost'}`;
}

function isDecodable(segment: string): boolean {
  try {
    decodeURIComponent(segment);
    return true;
  } catch {
    return false;
  }
}

function allowOrigins(policy: CorsPolicy | undefined): RequestHandler {
  return ({ method, headers }, response, next) => {
    const allowed =
      policy !== undefined && method === 'OPTIONS'
        ? preflightHeaders(policy, headers)
        : corsHeaders(policy, headers);
    for (const [name, value] of Object.entries(allowed)) response.setHeader(name, value);
    next();
  };
}

function answerWith(route: Route, wallMs: () => number): RequestHandler {
  return async (request, response, next) => {
    if (request.method === 'OPTIONS') return send(response, { status: 204 });
    if (request.method !== route.method) {
      methodsFor(response).add(route.method);
      return next();
    }
    const body = await readBody(request);
    if (body === 'broken off') return;
    if (body === 'too long') return send(response, { status: 413, headers: { connection: 'close' } });
    send(response, await route.answer(inboundOf(request, body, wallMs())));
  };
}

function inboundOf(request: Request, body: Buffer, wallMs: number): InboundRequest {
  const origin = originOf(request);
  return {
    params: Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)])),
    query: new URL(`${origin}${request.url}`).searchParams,
    origin: new URL(origin).origin,
    headers: singleHeaders(request.headers),
    body: body.toString('utf8'),
    wallMs,
  };
}

function singleHeaders(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** The methods by which the path of the request that is being answered is known. */
function methodsFor({ locals }: Response): Set<string> {
  return ((locals as { methods?: Set<string> }).methods ??= new Set());
}

const refuseMethod: RequestHandler = (_request, response, next) => {
  const allowed = methodsFor(response);
  if (allowed.size === 0) return next();
  send(response, { status: 405, headers: { allow: [...allowed].join(', ') } });
};

function answerMistake(onError: RouteParts['onError']): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    onError(error, 'answering a request');
    if (response.headersSent) response.destroy();
    else send(response, { status: 500 });
  };
}
