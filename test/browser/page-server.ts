import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** A server of pages, on an origin of its own. */
export interface PageServer {
  /** Such as `http://localhost:41234`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves an empty page at `/` that loads these files as scripts, in this order. */
export async function servePage(scripts: readonly string[]): Promise<PageServer> {
  const tags = scripts.map((file, index) => `<script src="/${index}/${path.basename(file)}"></script>`);
  const page = `<!doctype html><meta charset="utf-8"><title>A page for tests</title>${tags.join('')}`;
  const server = createServer((request, response) => {
    if (request.url === '/') return void response.setHeader('Content-Type', 'text/html').end(page);
    const file = scripts[Number(request.url?.split('/')[1] ?? NaN)];
    if (file === undefined) return void response.writeHead(404).end();
    response.setHeader('Content-Type', 'text/javascript; charset=utf-8').end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
