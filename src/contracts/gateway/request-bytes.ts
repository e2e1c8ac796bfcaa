import { request as httpRequest, type Agent } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readBody } from '../../server/read-body.ts';
import type { RawResponse } from './provider.ts';

/** More than any contract's message. A peer that goes on is not listened to. */
export const maxBytes = 16 * 1024 * 1024;

/** One request, as it is to leave. */
export interface BytesRequest {
  readonly url: URL;
  readonly method: string;
  /** Without `host` and `content-length`, which are written here. */
  readonly headers: RawResponse['headers'];
  readonly body: Buffer;
  readonly agent: Agent;
  /** From the start of the request to its whole answer. */
  readonly timeoutMs: number;
}

/** Sends one request and reads the whole answer. Rejects with what the socket says, or with code `ETIMEDOUT`. */
export function requestBytes({
  url,
  method,
  headers,
  body,
  agent,
  timeoutMs,
}: BytesRequest): Promise<RawResponse> {
  const framing: [string, string][] = [['host', url.host]];
  if (body.length > 0 || (method !== 'GET' && method !== 'HEAD'))
    framing.push(['content-length', String(body.length)]);
  const options = {
    method,
    agent,
    headers: [...framing.flat(), ...headers.flat()],
    signal: AbortSignal.timeout(timeoutMs),
  };
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      const timedOut = error.name === 'AbortError' || error.name === 'TimeoutError';
      reject(timedOut ? Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }) : error);
    };
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      void readBody(response, maxBytes).then((read) => {
        if (typeof read !== 'string')
          return resolve({
            status: response.statusCode ?? 0,
            headers: pairHeaders(response.rawHeaders),
            body: read,
          });
        request.destroy();
        fail(
          new Error(
            read === 'too long' ? `the answer has more than ${maxBytes} bytes` : 'the answer broke off',
          ),
        );
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
