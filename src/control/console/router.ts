import { existsSync } from 'node:fs';
import path from 'node:path';
import { Router } from 'express';
import { ControlProblem } from '../problem.ts';

/** Nothing from elsewhere and nothing inline: only the page's own files, and calls to this server. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};

/** Beside the built code, where the build puts it; in a checkout, where the set-up does. */
function consoleFolder(): string {
  const built = path.join(import.meta.dirname, 'page');
  return existsSync(built) ? built : path.resolve(import.meta.dirname, '../../../console/dist');
}

/** Whether the path is of what {@link consoleRouter} serves, which tells nothing about the run. */
export function isOfConsole(path: string): boolean {
  return path === '/console' || path.startsWith('/console/');
}

/** The console at `/console`: files that were built of `console/`, which talk to this API like any other caller. */
export function consoleRouter(): Router {
  const router = Router();
  router.get(['/console', '/console/:file'], (request, response, next) => {
    const root = consoleFolder();
    const { file = 'index.html' } = request.params as { readonly file?: string };
    if (!existsSync(path.join(root, 'index.html'))) {
      throw new ControlProblem(
        'not-found',
        'The console has not been built. Run npm run build:console in the checkout.',
      );
    }
    // The folder may lie below one that begins with a dot, such as npx's; a file of that kind is none of the page's.
    if (file.startsWith('.') || !existsSync(path.join(root, path.basename(file)))) return next();
    response.set(headers).sendFile(path.basename(file), { root, dotfiles: 'allow', cacheControl: false });
  });
  return router;
}
