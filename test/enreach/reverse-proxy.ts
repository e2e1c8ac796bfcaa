import { createServer, request as ask, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** How a proxy is reached, and what it tells those behind it. */
export interface ProxyWish {
  /** The folder under which it has them, such as `/engine`; they are not told of it but in `forwarded`. */
  readonly prefix?: string;
  /** PEM texts. Absent: without TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Headers that it adds, made of its own origin. */
  readonly forwarded?: (origin: URL) => Readonly<Record<string, string>>;
}

/**
 * A plain reverse proxy, as nginx is set up by its manual: `Host` is the target's. The target, an origin, is asked for with
 * each request. Answers the proxy's own origin.
 */
export async function startReverseProxy(
  target: () => string,
  { prefix = '', tls, forwarded = () => ({}) }: ProxyWish,
): Promise<string> {
  let origin = '';
  const passOn = ({
    headers,
    url = '/',
  }: IncomingMessage): { path: string; headers: OutgoingHttpHeaders } => ({
    path: url.startsWith(prefix) ? url.slice(prefix.length) : '/no-such-path',
    headers: { ...headers, ...forwarded(new URL(origin)), host: new URL(target()).host },
  });
  const server = tls === undefined ? createServer() : createTlsServer(tls);
  server.on('request', (request, response) => {
    const { hostname, port } = new URL(target());
    const options = { hostname, port, method: request.method ?? 'GET', ...passOn(request) };
    const onward = ask(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.on('upgrade', (request, socket, head) => {
    const { hostname, port } = new URL(target());
    const { path, headers } = passOn(request);
    const onward = connect(Number(port), hostname);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    onward.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
    for (const each of [socket, onward]) {
      each.on('error', () => undefined);
      each.on('close', () => (socket.destroy(), onward.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `${tls === undefined ? 'http' : 'https'}://localhost:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return origin;
}
