/** What the control API refused, or could not do: its problem document (RFC 9457). */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;
  /** The whole document. */
  readonly problem: unknown;

  constructor(status: number, problem: unknown) {
    const { detail = 'It says nothing more.' } = (problem ?? {}) as { readonly detail?: string };
    super(`The control API answered ${status}: ${detail}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Calls a control API; docs/control-api.md says what there is. Each throws a {@link ControlError} for anything but 2xx. */
export interface ControlClient {
  /** Such as `get('/v1/deliveries', { outcome: 'dropped' })`. */
  get(path: string, query?: Readonly<Record<string, string | number | boolean>>): Promise<unknown>;
  /** Such as `post('/v1/commands', { do: 'contact.start', queue: 'Billing' })`. */
  post(path: string, body?: unknown): Promise<unknown>;
}

/** A client of the control API at `url`, whose callers bear `token`. */
export function createControlClient(url: string, token: string): ControlClient {
  const call = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { ...init, headers });
    const text = await response.text();
    const body: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    if (!response.ok) throw new ControlError(response.status, body);
    return body;
  };
  return {
    get: (path, query = {}) => {
      const pairs = Object.entries(query).map(([name, value]) => [name, String(value)]);
      return call(pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`);
    },
    post: (path, body) =>
      call(path, { method: 'POST', ...(body !== undefined && { body: JSON.stringify(body) }) }),
  };
}
