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

/** The path of a request as routes see it: without the query, in lower case, without a slash at the end. */
export function routePath(url = '/'): string {
  const path = url.split('?', 1)[0] ?? '/';
  return safeDecode(path).toLowerCase().replace(/\/$/, '');
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
