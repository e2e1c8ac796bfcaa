import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type ErrorRequestHandler, type Router } from 'express';
import { answers, respondRaw } from '../channels/signalr/transports/answers.ts';
import type { ListenOptions } from './listen-options.ts';
import { openListener } from './listener.ts';
import { send } from './send.ts';

/** A hub as a server sees it: it knows its own paths, and says whether a request was for it. */
export interface MountedHub {
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
}

/** What can be put on a server, on several at once too. */
export interface Part {
  readonly router?: Router;
  readonly hubs?: readonly MountedHub[];
}

/** An open port that answers with the parts mounted on it, and 503 until there is one. */
export interface Server {
  /** Such as `https://127.0.0.1:8443`. */
  readonly origin: string;
  /** Puts a part on the server, behind those before it; returns how to take it off. */
  mount(part: Part): () => void;
  /** Ends every connection and resolves when the port is free again. */
  close(): Promise<void>;
}

/** Opens a server. Throws a `StartError` when it cannot listen. */
export async function openServer(listen: ListenOptions): Promise<Server> {
  const parts = new Set<Part>();
  const hubs = (): readonly MountedHub[] => [...parts].flatMap((part) => part.hubs ?? []);
  let router = express.Router();
  const app = createApp((request, response, next) => router(request, response, next));
  const remount = (): void => {
    router = express.Router();
    for (const part of parts) if (part.router !== undefined) router.use(part.router);
  };
  const listener = await openListener(listen, {
    onRequest(request, response) {
      if (parts.size === 0) return void response.writeHead(503).end();
      // Not through express: a hub answers raw requests, and some of them for as long as a client listens.
      if (!hubs().some((hub) => hub.handleRequest(request, response))) app(request, response);
    },
    onUpgrade(request, socket, head) {
      if (!hubs().some((hub) => hub.handleUpgrade(request, socket, head)))
        respondRaw(socket, answers.notFound);
    },
  });
  return {
    origin: listener.origin,
    close: () => listener.close(),
    mount(part) {
      parts.add(part);
      remount();
      return () => {
        parts.delete(part);
        remount();
      };
    },
  };
}

function createApp(mounted: express.RequestHandler): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(mounted);
  app.use((_request, response) => send(response, { status: 404 }));
  app.use(answerError);
  return app;
}

/** For parts that leave their errors to us. express would show a stack. */
const answerError: ErrorRequestHandler = (error: { readonly status?: number }, _request, response, _next) => {
  const { status = 500 } = error;
  if (response.headersSent) response.destroy();
  else send(response, { status: status >= 400 && status < 500 ? status : 500 });
};
