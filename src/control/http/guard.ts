import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { isLoopback } from '../../lib/address/receiver-url.ts';
import { corsHeaders, preflightHeaders } from '../../channels/signalr/transports/cors.ts';
import { ControlProblem } from '../problem.ts';

/** Who may call. */
export interface GuardRules {
  /** The address that is listened on. */
  readonly hostname: string;
  /** Further names under which the server is reached. */
  readonly allowedHosts: readonly string[];
  /** Origins of web pages that may call, besides the server's own. */
  readonly allowedOrigins: readonly string[];
  /** What every request has to bear; `undefined`: nothing. */
  readonly token: string | undefined;
}

/**
 * Lets in who calls the server by a name of its own (a page of another site that has its name point to this machine does
 * not), from no web page or one that may, and with the token. `isOpen` says for which paths no token is needed.
 */
export function guard(rules: GuardRules, isOpen: (path: string) => boolean): RequestHandler {
  const isRight = rules.token === undefined ? undefined : compareWith(rules.token);
  return ({ headers, method, path }, response, next) => {
    const { host = '', origin } = headers;
    if (!isOwnName(host, rules)) {
      throw new ControlProblem(
        'host-not-allowed',
        `The server is not reached as "${host.slice(0, 200)}". Call it by its address, or start phoney with --control-allow-host.`,
      );
    }
    if (origin !== undefined && origin !== `http://${host}`) {
      if (!rules.allowedOrigins.includes(origin)) {
        throw new ControlProblem(
          'origin-not-allowed',
          `Web pages of "${origin.slice(0, 200)}" may not call. Start phoney with --control-allow-origin if they should.`,
        );
      }
      const policy = { origins: rules.allowedOrigins, credentials: false };
      const allowed = method === 'OPTIONS' ? preflightHeaders(policy, headers) : corsHeaders(policy, headers);
      for (const [name, value] of Object.entries(allowed)) response.setHeader(name, value);
      if (method === 'OPTIONS') return void response.writeHead(204).end();
    }
    if (isRight !== undefined && !isOpen(path) && !isRight(headers.authorization)) {
      throw new ControlProblem('unauthorized', 'Send the token: authorization: Bearer and the token.', {
        headers: { 'www-authenticate': 'Bearer' },
      });
    }
    next();
  };
}

/** Takes as long for every token. */
function compareWith(token: string): (authorization: string | undefined) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const wanted = digest(token);
  return (authorization = '') => {
    const [, given = ''] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
    return timingSafeEqual(digest(given), wanted);
  };
}

/** Whether the server may be called by this Host. Nobody can make an address point elsewhere, only a name. */
function isOwnName(host: string, { hostname, allowedHosts }: GuardRules): boolean {
  const url = URL.parse(`http://${host}`);
  if (url === null || url.host === '' || url.pathname !== '/' || url.username !== '') return false;
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isLoopback(url.hostname) || name === hostname.toLowerCase()) return true;
  if (allowedHosts.some((allowed) => allowed.toLowerCase() === name)) return true;
  return !isLoopback(hostname) && isIP(name) !== 0;
}
