import { existsSync } from 'node:fs';
import path from 'node:path';
import { Router } from 'express';
import { fileURLToPath } from 'node:url';
import { send } from '../../server/send.ts';
import type { Operation } from '../operation.ts';
import { describeOperations } from './openapi.ts';
import { page, start } from './page.ts';

const files = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;

/** Nothing from elsewhere: only the page's own files, and calls to this server. Swagger UI sets styles of its own. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Beside the built code, where the build puts what is served of Swagger UI; in a checkout, its package. */
function swaggerUiFolder(): string {
  const built = path.join(import.meta.dirname, 'swagger-ui');
  if (existsSync(built)) return built;
  return path.dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
}

/** Whether the path is of what {@link docsRouter} serves, which tells nothing about the run. */
export function isOfDocs(path: string): boolean {
  return path === '/openapi.json' || path === '/docs' || path.startsWith('/docs/');
}

/** The document at `/openapi.json`, and a page for people at `/docs`. The document is made when it is first asked for. */
export function docsRouter(operations: readonly Operation[], version: string): Router {
  const router = Router();
  let document: unknown;
  router.get('/openapi.json', (_request, response) => {
    document ??= describeOperations(operations, version);
    send(response, { status: 200, headers, body: document });
  });
  router.get('/docs', (_request, response) => {
    send(response, {
      status: 200,
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
      body: page,
    });
  });
  router.get('/docs/start.js', (_request, response) => {
    send(response, { status: 200, headers: { ...headers, 'content-type': 'text/javascript' }, body: start });
  });
  for (const file of files) {
    router.get(`/docs/${file}`, (_request, response) => {
      // The folder may lie below one that begins with a dot, such as npx's.
      response.set(headers).sendFile(file, { root: swaggerUiFolder(), dotfiles: 'allow' });
    });
  }
  return router;
}
