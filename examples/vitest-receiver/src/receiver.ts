import express, { type ErrorRequestHandler } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Board } from './board.ts';
import { isEvent, type AsappEvent } from './event.ts';

/** What a receiver needs. */
export interface ReceiverOptions {
  /** PEM texts: our certificate with its key, and who may vouch for a caller. */
  readonly tls: { readonly cert: string; readonly key: string; readonly ca: string };
  readonly board: Board;
  /** Where events are kept before they are answered; when it fails, ASAPP is asked to send the event again. */
  readonly store: (event: AsappEvent) => Promise<void>;
  /** 0: any free port. */
  readonly port: number;
}

/** A receiver that listens. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** ASAPP: TLS sessions are short, and 300 s are enough. OpenSSL's own are of two hours. */
const sessionSeconds = 300;

/** Takes ASAPP's events at `POST /events`, over mutual TLS, and shows the board at `GET /board`. */
export async function openReceiver({ tls, board, store, port }: ReceiverOptions): Promise<Receiver> {
  const app = express().disable('x-powered-by');
  app.post('/events', express.json({ limit: '1mb' }), async (request, response) => {
    const event: unknown = request.body;
    if (!isEvent(event)) {
      response.status(400).json({ error: 'This is no ASAPP event.' });
      return;
    }
    if (!board.hasSeen(event.event_id)) await store(event);
    response.json({ taken: board.take(event) });
  });
  app.get('/board', (_request, response) => {
    response.json({ counts: board.count(), agents: board.agents });
  });
  app.use(answerError);

  const server = createServer(
    { ...tls, requestCert: true, minVersion: 'TLSv1.3', sessionTimeout: sessionSeconds },
    app,
  );
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: open } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${open}/events`,
    port: open,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** 400 for what is no JSON, 500 for whatever failed here. Express wants all four parameters. */
const answerError: ErrorRequestHandler = (
  error: { status?: number; message: string },
  _request,
  response,
  _next,
) => {
  response.status(error.status ?? 500).json({ error: error.message });
};
