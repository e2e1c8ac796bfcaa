/** One interaction to verify. The engine finds everything at addresses of the gateway. */
export interface EngineJob {
  readonly id: number;
  /** Where the pact with this one interaction is to be had. */
  readonly pactUrl: string;
  /** What the paths of HTTP interactions are appended to. */
  readonly baseUrl: string;
  readonly stateUrl: string;
  readonly messagePort: number;
  readonly messagePath: string;
}

/** What the engine is asked to do, once. */
export interface EngineOrder {
  readonly jobs: readonly EngineJob[];
  /** How many at a time. */
  readonly concurrency: number;
  /** For each request of the engine to the gateway. */
  readonly requestTimeoutMs: number;
}

/** One difference that the engine found, in its own words. */
export interface EngineMismatch {
  readonly type: string;
  readonly path?: string;
  readonly key?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  readonly mismatch: string;
}

/** What the engine says about one job. */
export interface EngineResult {
  readonly id: number;
  /** How many interactions the engine verified: one, unless something is wrong. */
  readonly verified: number;
  readonly ok: boolean;
  readonly mismatches: readonly EngineMismatch[];
  /** Why there is no verdict, such as a pact that the engine cannot read; `null` when there is one. */
  readonly error: string | null;
  readonly durationMs: number;
}

/** What the child process tells: the engine's version first, then results, then the end. */
export type EngineReport =
  | { readonly type: 'ready'; readonly version: string }
  | { readonly type: 'missing'; readonly reason: string }
  | { readonly type: 'result'; readonly result: EngineResult }
  | { readonly type: 'done' };
