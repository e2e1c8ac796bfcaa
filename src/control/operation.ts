import type { ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Control } from './control.ts';
import type { ProblemKind } from './problem.ts';

/** What a request says, read with the schemas of its operation. */
export interface Input<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The value of `Last-Event-ID`. */
  readonly lastEventId: string | undefined;
}

type Read<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Given<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.input<Schema> : void;
type Optional = z.ZodType | undefined;

/** One thing that can be asked over HTTP. The router and the OpenAPI document are both made of these. */
export interface Operation<
  Params extends Optional = Optional,
  Query extends Optional = Optional,
  Body extends Optional = Optional,
  Answer extends Optional = Optional,
> {
  readonly id: string;
  readonly tag: 'Server' | 'Run' | 'Screens' | 'Centre' | 'Deliveries' | 'Hubs' | 'Records';
  readonly method: 'get' | 'post' | 'delete';
  /** With `{name}` for a segment that varies. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** True: answered without the token. It must tell nothing about the run. */
  readonly isOpen?: true;
  readonly params?: Params;
  readonly query?: Query;
  /** What the body is read with. */
  readonly body?: Body;
  /** What the document says about the body, where that is more than {@link Operation.body} checks. */
  readonly describedBody?: z.ZodType;
  /** `text`: the body is read as text, JSON or YAML. Default: JSON. */
  readonly bodyForm?: 'json' | 'text';
  /** 200 unless said otherwise. */
  readonly status?: 200 | 201 | 204;
  /** Absent: an answer without a body, or one that {@link Operation.text} or {@link Operation.stream} writes. */
  readonly answer?: Answer;
  /** What it may be refused for, besides mistakes in the input and in who asks. */
  readonly refusals?: readonly ProblemKind[];
  readonly handle?: (
    control: Control,
    input: Input<Read<Params>, Read<Query>, Read<Body>>,
  ) => Given<Answer> | Promise<Given<Answer>>;
  /** Answers with a text instead. */
  readonly text?: { readonly contentType: string; readonly read: (control: Control) => Promise<string> };
  /** Answers with events instead, for as long as the caller listens. */
  readonly stream?: (
    control: Control,
    input: Input<Read<Params>, Read<Query>, Read<Body>>,
    response: ServerResponse,
  ) => void;
}

/** Holds an operation against its own schemas, and forgets their types. */
export function operation<
  Params extends Optional = undefined,
  Query extends Optional = undefined,
  Body extends Optional = undefined,
  Answer extends Optional = undefined,
>(given: Operation<Params, Query, Body, Answer>): Operation {
  return given;
}
