import { request as httpRequest, type Agent } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readBody } from './read-body.ts';

/** A request as it is passed on, byte for byte. */
export interface RawRequest {
  readonly method: string;
  /** With the query, as it came. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** A response as it came. */
export interface RawResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** One request, as it is to leave. */
export interface BytesRequest {
  readonly url: URL;
  readonly method: string;
  /** Without `host` and `content-length`, which are written here. */
  readonly headers: RawResponse['headers'];
  readonly body: Buffer;
  /** Default: Node's own. */
  readonly agent?: Agent;
  /** From the start of the request to its whole answer. */
  readonly timeoutMs: number;
  /** Gives the request up. */
  readonly signal?: AbortSignal;
}

/** More than any message that is passed on. A peer that goes on is not listened to. */
export const maxRawBytes = 16 * 1024 * 1024;

/** Headers that are between two neighbours only, or that are written anew. */
const ownHeaders = /^(host|content-length|connection|transfer-encoding|keep-alive|proxy-.*)$/i;

/** The headers of a message that go with it when it is passed on. */
export function passedHeaders(headers: RawResponse['headers']): RawResponse['headers'] {
  return headers.filter(([name]) => !ownHeaders.test(name));
}

/** Sends one request and reads the whole answer. Rejects with what the socket says, or with code `ETIMEDOUT`. */
export function requestBytes({
  url,
  method,
  headers,
  body,
  agent,
  timeoutMs,
  signal,
}: BytesRequest): Promise<RawResponse> {
  const framing: [string, string][] = [['host', url.host]];
  if (body.length > 0 || (method !== 'GET' && method !== 'HEAD'))
    framing.push(['content-length', String(body.length)]);
  const options = {
    method,
    ...(agent !== undefined && { agent }),
    headers: [...framing.flat(), ...headers.flat()],
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]),
  };
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      const timedOut = error.name === 'AbortError' || error.name === 'TimeoutError';
      reject(timedOut ? Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }) : error);
    };
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      void readBody(response, maxRawBytes).then((read) => {
        if (typeof read === 'string') {
          request.destroy();
          return fail(
            new Error(
              read === 'too long' ? `the answer is longer than ${maxRawBytes} bytes` : 'the answer broke off',
            ),
          );
        }
        const { statusCode = 0, rawHeaders } = response;
        resolve({ status: statusCode, headers: pairHeaders(rawHeaders), body: read });
      });
    });
    request.on('error', fail);
    request.end(body);
  });
}

/** Names and values, which Node gives as one list. */
export function pairHeaders(rawHeaders: readonly string[]): [name: string, value: string][] {
  return Array.from({ length: rawHeaders.length / 2 }, (_, i) => [
    rawHeaders[2 * i] ?? '',
    rawHeaders[2 * i + 1] ?? '',
  ]);
}
