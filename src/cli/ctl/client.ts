import { InputError, StartError } from '../../lib/errors.ts';
import type { ProblemDetails } from '../../control/problem.ts';

/** The server said that this cannot be done now. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Calls a control API. Throws a {@link Refused}, an `InputError` for mistakes, and a `StartError` where nobody answers. */
export class ControlClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, token: string | undefined) {
    this.#url = url.replace(/\/+$/, '');
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  async get<Answer>(path: string, query: Readonly<Record<string, string | undefined>> = {}): Promise<Answer> {
    const response = await this.#call(`${path}${formatQuery(query)}`, {});
    return (await response.json()) as Answer;
  }

  async post<Answer>(path: string, body?: unknown): Promise<Answer> {
    const json = { 'content-type': 'application/json' };
    const response = await this.#call(path, {
      method: 'POST',
      ...(body !== undefined && { headers: json, body: JSON.stringify(body) }),
    });
    return (await response.json()) as Answer;
  }

  /** A stream of events from behind `lastEventId`; `undefined` when there is nothing left to tell. */
  async stream(
    path: string,
    query: Readonly<Record<string, string | readonly string[] | undefined>>,
    lastEventId: string | undefined,
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await this.#call(`${path}${formatQuery(query)}`, { headers });
    return response.status === 204 ? undefined : (response.body ?? undefined);
  }

  async #call(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
  ): Promise<Response> {
    const headers = { ...this.#headers, ...init.headers };
    const response = await fetch(`${this.#url}${path}`, { ...init, headers }).catch((error: unknown) => {
      throw new StartError(
        `${explain(this.#url, error)} Start phoney with --control-port, or correct --url.`,
      );
    });
    const type = response.headers.get('content-type') ?? '';
    if (response.status === 204 || (response.ok && /^(application\/json|text\/event-stream)/.test(type)))
      return response;
    throw await readProblem(response, this.#url);
  }
}

function explain(url: string, error: unknown): string {
  const { cause } = error as { readonly cause?: NodeJS.ErrnoException };
  const code = cause?.code ?? cause?.message ?? (error as Error).message;
  return code === 'ECONNREFUSED' ? `Nothing listens at ${url}.` : `${url} does not answer: ${code}.`;
}

async function readProblem(response: Response, url: string): Promise<Error> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  if (!isProblem) {
    await response.body?.cancel();
    return new InputError(
      `${url} is no control API of phoney: it answered ${response.status}. Correct --url.`,
    );
  }
  const { status, detail, problems = [] } = (await response.json()) as ProblemDetails;
  if (status === 409) return new Refused(detail);
  return new InputError(problems.length > 0 ? problems : detail);
}

function formatQuery(query: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const pairs = Object.entries(query).flatMap(([name, value = []]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
