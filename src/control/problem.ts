import type { Problem } from '../lib/errors.ts';

/** Everything that a request may be refused for: the end of the problem's `type`, its status, and its title. */
export const problemKinds = {
  'bad-request': [400, 'The request cannot be read'],
  unauthorized: [401, 'The token is missing or wrong'],
  'host-not-allowed': [403, 'The server is not called by this name'],
  'origin-not-allowed': [403, 'Web pages of this origin may not call'],
  'not-found': [404, 'There is no such thing'],
  'method-not-allowed': [405, 'The path has other methods'],
  'no-run': [409, 'There is no run'],
  'run-over': [409, 'The run is over'],
  'run-under-way': [409, 'A run is under way'],
  'cannot-be-done': [409, 'This cannot be done now'],
  'body-too-long': [413, 'The body is too long'],
  'media-type': [415, 'The body is of another type'],
  'invalid-input': [422, 'The input is not right'],
  bug: [500, 'This is a bug in phoney'],
  'too-many-readers': [503, 'Too many listen already'],
  'not-ready': [503, 'Not ready yet'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** Why a request is refused. */
export type ProblemKind = keyof typeof problemKinds;

/** A refusal of a request, as RFC 9457 has it. */
export class ControlProblem extends Error {
  override readonly name = 'ControlProblem';
  readonly kind: ProblemKind;
  readonly problems: readonly Problem[];
  readonly headers: Readonly<Record<string, string>>;

  /** `detail`: what could not be done and why, then what to do. `problems`: each mistake with its place. */
  constructor(
    kind: ProblemKind,
    detail: string,
    {
      problems = [],
      headers = {},
    }: { readonly problems?: readonly Problem[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.kind = kind;
    this.problems = problems;
    this.headers = headers;
  }
}

/** The body of a refusal. `instance` is the path that was called. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly problems?: { path: string; message: string; line?: number; column?: number }[];
}

/** What the caller reads of a refusal. */
export function describeProblem(
  { kind, message, problems }: ControlProblem,
  instance: string,
): ProblemDetails {
  const [status, title] = problemKinds[kind];
  const type = `urn:phoney:problem:${kind}`;
  const details = { type, title, status, detail: message, instance };
  return problems.length === 0 ? details : { ...details, problems: problems.map(placed) };
}

function placed({ path = '', message, line, column }: Problem) {
  return { path, message, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
}
