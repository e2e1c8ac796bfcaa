import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** One HTTP request to a hub. */
export interface HubRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The address of the client's end of the socket. */
  readonly remoteAddress: string | undefined;
  /** A query parameter, its name in any case; several of one name are joined with commas. */
  query(name: string): string | undefined;
}

/**
 * The path of a request target as routes see it: without the query, in lower case, without a slash at the end. A target
 * may be in absolute form (RFC 9112, section 3.2.2), whose host says nothing here. An encoded slash is none, as in .NET.
 */
export function routePath(target = '/'): string {
  const path = target.replace(/^https?:\/\/[^/?]*/i, '').split('?', 1)[0] ?? '/';
  return safeDecode(path.replaceAll(/%2f/gi, '%252f')).toLowerCase().replace(/\/$/, '');
}

/** The paths that a request is known under: frameworks cut off where they mounted its handler, and keep the original. */
export function pathsOf(request: IncomingMessage): string[] {
  const { url, originalUrl } = request as IncomingMessage & { readonly originalUrl?: unknown };
  const own = routePath(url);
  return typeof originalUrl === 'string' ? [own, routePath(originalUrl)] : [own];
}

/** Reads what authentication and negotiation need from a request. */
export function readRequest(request: IncomingMessage): HubRequest {
  const { url = '/', method = 'GET', headers, socket } = request;
  const mark = url.indexOf('?');
  const parameters = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  return {
    method,
    headers,
    remoteAddress: socket.remoteAddress,
    query: (name) => {
      const values = [...parameters].filter(([each]) => each.toLowerCase() === name.toLowerCase());
      return values.length === 0 ? undefined : values.map(([, value]) => value).join(',');
    },
  };
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
