import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request as the receiver got it. */
export interface Received {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An endpoint on 127.0.0.1 that writes down what it gets. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** How it answers. `validation` is the token of a validation request. */
export type Answer = (request: Received, response: ServerResponse, validation: string | undefined) => void;

/** What the vendor wants: 200, and the token back. */
export const echo: Answer = (_request, response, validation) => {
  if (validation !== undefined) response.setHeader('Validation-Token', validation);
  response.end();
};

/** Starts one; with `tls` on https. */
export async function startReceiver(answer: Answer = echo, tls?: ServerOptions): Promise<Receiver> {
  const received: Received[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const { method = '', headers } = request;
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const one = { method, headers, body };
      received.push(one);
      answer(one, response, headers['validation-token'] as string | undefined);
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/states`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
