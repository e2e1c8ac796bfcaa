import type { z } from 'zod';
import { InputError, StartError, type Problem } from '../../lib/errors.ts';

/** The form of an answer, loaded when there is one. */
export type AnswerForm<Form extends z.ZodType> = () => Promise<Form>;

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

  async get<Form extends z.ZodType>(
    path: string,
    form: AnswerForm<Form>,
    query: Readonly<Record<string, string | undefined>> = {},
  ): Promise<z.output<Form>> {
    const response = await this.#call(`${path}${formatQuery(query)}`, {});
    return readAnswer(response, await form(), this.#url);
  }

  async post<Form extends z.ZodType>(
    path: string,
    form: AnswerForm<Form>,
    body?: unknown,
  ): Promise<z.output<Form>> {
    const json = { 'content-type': 'application/json' };
    const response = await this.#call(path, {
      method: 'POST',
      ...(body !== undefined && { headers: json, body: JSON.stringify(body) }),
    });
    return readAnswer(response, await form(), this.#url);
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

/** What else than an answer of phoney's came. */
export function noControlApi(url: string, what: string): InputError {
  return new InputError(`${url} is no control API of this phoney: it answered ${what}. Correct --url.`);
}

async function readAnswer<Form extends z.ZodType>(
  response: Response,
  form: Form,
  url: string,
): Promise<z.output<Form>> {
  const answer = form.safeParse(await readJson(response));
  if (answer.success) return answer.data;
  throw noControlApi(url, `${response.status} with something else`);
}

async function readProblem(response: Response, url: string): Promise<Error> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  if (!isProblem) {
    await response.body?.cancel();
    return noControlApi(url, String(response.status));
  }
  const { problemSchema } = await import('../../control/schema/problem.ts');
  const { status, detail, problems = [] } = await readAnswer(response, problemSchema, url);
  if (status === 409) return new Refused(detail);
  return new InputError(problems.length > 0 ? (problems as Problem[]) : detail);
}

/** The text of an answer as JSON; `undefined` when it is none, or breaks off. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function formatQuery(query: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const pairs = Object.entries(query).flatMap(([name, value = []]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
