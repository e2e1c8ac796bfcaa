import type { ServerResponse } from 'node:http';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { send } from '../../server/send.ts';
import { consoleRouter, isOfConsole } from '../console/router.ts';
import type { Control } from '../control.ts';
import { docsRouter, isOfDocs } from '../docs/router.ts';
import type { Operation } from '../operation.ts';
import { ControlProblem, describeProblem } from '../problem.ts';
import { guard, type GuardRules } from './guard.ts';
import { readInput } from './read-input.ts';

/** What a router is made of. */
export interface RouterParts {
  readonly control: Control;
  readonly operations: readonly Operation[];
  readonly rules: GuardRules;
  /** Told of our own mistakes, which the caller is answered 500 for, without a stack. */
  readonly onError: (error: unknown) => void;
}

/** Answers for the operations, and with a problem for everything else. */
export function controlRouter({ control, operations, rules, onError }: RouterParts): Router {
  const router = Router();
  const open = new Set(operations.filter(({ isOpen }) => isOpen === true).map(({ path }) => path));
  router.use(guard(rules, (path) => open.has(path) || isOfDocs(path) || isOfConsole(path)));
  router.use(docsRouter(operations, control.version));
  router.use(consoleRouter());
  for (const one of operations) {
    // Not router.get and its like: they answer HEAD and OPTIONS too, by rules of their own.
    router.all(one.path.replaceAll(/\{(\w+)\}/g, ':$1'), answerWith(one, control));
  }
  router.use(refuse);
  router.use(answerProblem(onError));
  return router;
}

function answerWith(operation: Operation, control: Control): RequestHandler {
  const { method, status = 200, handle, text, stream } = operation;
  return async (request, response, next) => {
    if (request.method.toLowerCase() !== method) {
      methodsFor(response).add(method.toUpperCase());
      return next();
    }
    const input = await readInput(request, operation);
    if (input === undefined) return;
    if (stream !== undefined) return stream(control, input, response);
    if (text !== undefined) {
      // Before the head, so that what cannot be read is answered as a problem.
      const read = await text.read(control);
      response.writeHead(200, { ...noStore, 'content-type': text.contentType });
      return void response.end(read);
    }
    const body: unknown = await handle?.(control, input);
    send(response, { status, headers: noStore, ...(body !== undefined && { body }) });
  };
}

const noStore = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** The methods by which the path of the request that is being answered is known. */
function methodsFor({ locals }: Response): Set<string> {
  return ((locals as { methods?: Set<string> }).methods ??= new Set());
}

const refuse: RequestHandler = (request, response) => {
  const allowed = [...methodsFor(response)].join(', ');
  if (allowed === '') {
    throw new ControlProblem(
      'not-found',
      'There is nothing at this path. GET /openapi.json says what there is.',
    );
  }
  throw new ControlProblem('method-not-allowed', `${request.method} is not one of its methods: ${allowed}.`, {
    headers: { allow: allowed },
  });
};

function answerProblem(onError: RouterParts['onError']): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error);
    if (problem.kind === 'bug') onError(error);
    if (response.headersSent) response.destroy();
    else sendProblem(response, problem, request);
  };
}

/** What express cannot decode has a status of its own. */
function problemOf(error: unknown): ControlProblem {
  if (error instanceof ControlProblem) return error;
  const { status } = error as { readonly status?: number };
  if (status !== undefined && status >= 400 && status < 500) {
    return new ControlProblem('bad-request', 'The path cannot be read. Check its escapes.');
  }
  return new ControlProblem(
    'bug',
    'The request could not be answered. Please report it; the server has the details.',
  );
}

function sendProblem(response: ServerResponse, problem: ControlProblem, { originalUrl }: Request): void {
  const body = describeProblem(problem, originalUrl.split('?')[0] ?? '');
  send(response, {
    status: body.status,
    headers: { ...noStore, 'content-type': 'application/problem+json', ...problem.headers },
    body,
  });
}
