/** A refusal of the API, or nothing at all from it (status 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** The end of the problem's type, such as `no-run`. */
  readonly kind: string;

  constructor(status: number, kind: string, message: string) {
    super(message);
    this.status = status;
    this.kind = kind;
  }
}

interface Problem {
  readonly type?: string;
  readonly detail?: string;
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
}

const tokenKey = 'phoney.token';
const patienceMs = 15_000;

/** Keeps the token for as long as the tab is open. */
export function keepToken(token: string): void {
  sessionStorage.setItem(tokenKey, token);
}

/** Asks something of the control API. Throws an {@link ApiError} with a sentence for people. */
export async function call<Answer>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const token = sessionStorage.getItem(tokenKey);
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (response === undefined)
    throw new ApiError(0, 'unreachable', 'phoney does not answer. Is it still running?');
  const text = await response.text().catch(() => '');
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
  throw wordProblem(response.status, text);
}

function wordProblem(status: number, text: string): ApiError {
  const { type = '', detail = `The answer was ${status}.`, problems = [] } = readProblem(text);
  const each = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return new ApiError(status, type.split(':').at(-1) ?? '', [detail, ...each].join('\n'));
}

function readProblem(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}
