import { addressAt } from '../lib/address/receiver-url.ts';
import { passedHeaders, requestBytes, type RawRequest, type RawResponse } from '../server/request-bytes.ts';

/** The answer to a request that was passed on, and why there was none of the other receiver's own. */
export interface Forwarded {
  readonly response: RawResponse;
  readonly error: string | null;
}

/** Passes a request on. Never rejects: what cannot be reached is answered 502. */
export type Forward = (request: RawRequest, signal: AbortSignal) => Promise<Forwarded>;

/** From the start of a request to its whole answer. */
const timeoutMs = 30_000;

/**
 * Passes requests on to another receiver with the same method, headers and body. They keep their path, unless `target` has
 * one: then all go there.
 */
export function forwardTo(target: URL): Forward {
  return async ({ method, path, headers, body }, signal) => {
    const url = addressAt(target, path);
    try {
      const response = await requestBytes({
        url,
        method,
        headers: passedHeaders(headers),
        body,
        timeoutMs,
        signal,
      });
      return { response, error: null };
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const response = { status: 502, headers: [], body: Buffer.alloc(0) };
      return { response, error: `${url.href} could not be reached: ${code ?? message}.` };
    }
  };
}
