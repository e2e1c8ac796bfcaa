import { createHash, timingSafeEqual } from 'node:crypto';

/** Somebody who may call the API. */
export interface Caller {
  readonly name: string;
  readonly token: string;
  readonly roles: readonly string[];
}

const minuteMs = 60_000;

/** Knows callers by their Bearer token, and how often each has called in the last minute. */
export class Callers {
  readonly #known: readonly {
    readonly caller: Caller;
    readonly digest: Buffer;
    readonly calledAt: number[];
  }[];
  readonly #perMinute: number;

  constructor(callers: readonly Caller[], perMinute: number) {
    this.#known = callers.map((caller) => ({ caller, digest: digest(caller.token), calledAt: [] }));
    this.#perMinute = perMinute;
  }

  /** Who sends this `Authorization` header; `undefined` for nobody we know. */
  identify(authorization: string | undefined): Caller | undefined {
    const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    const given = digest(token);
    return this.#known.find((known) => timingSafeEqual(known.digest, given))?.caller;
  }

  /** Counts a call at `wallMs`: 0 when it is allowed, else the ms after which the next one is. */
  count(caller: Caller, wallMs: number): number {
    const calledAt = this.#known.find((known) => known.caller === caller)?.calledAt ?? [];
    while (calledAt.length > 0 && (calledAt[0] as number) <= wallMs - minuteMs) calledAt.shift();
    if (calledAt.length >= this.#perMinute) return (calledAt[0] as number) + minuteMs - wallMs;
    calledAt.push(wallMs);
    return 0;
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
