import type { IncomingHttpHeaders } from 'node:http';
import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { Clock } from '../../lib/clock.ts';
import { InputError } from '../../lib/errors.ts';
import type { Probe, ProbeAnswer, ProbeRequest, TlsRules } from '../message.ts';
import { explainReceiverUrl } from '../../lib/receiver-url.ts';
import { nameError } from './name-error.ts';
import { Connection } from './connections.ts';
import type { Environment } from '../../tls/pem.ts';
import { loadTls } from '../../tls/client-context.ts';

/**
 * A {@link Probe} under the TLS rules of a lane: each request goes over a connection of its own, which is closed
 * afterwards. Throws an {@link InputError} with everything that is wrong with the certificates.
 */
export function createProbe(rules: TlsRules, env: Environment, clock: Clock): Probe {
  const { context, problems } = loadTls(rules, env, clock.wallMs());
  if (problems.length > 0) throw new InputError(problems);
  return async (request) => {
    if (explainReceiverUrl(request.url) !== undefined) return failed('bad address');
    return probe(request, context);
  };
}

async function probe(request: ProbeRequest, context: () => SecureContext): Promise<ProbeAnswer> {
  const { origin, pathname, search } = new URL(request.url);
  const connection = new Connection(origin, context);
  const { promise, resolve } = Promise.withResolvers<ProbeAnswer>();
  const timer = setTimeout(() => resolve(failed('timeout')), request.timeoutMs);
  const { method, headers, body } = request;
  try {
    connection.client.dispatch(
      {
        method,
        path: pathname + search,
        headers,
        body: body === '' ? null : body,
      },
      new ProbeHandler(connection, request.maxAnswerBytes, resolve),
    );
    return await promise;
  } catch (error) {
    return failed(nameError(error));
  } finally {
    clearTimeout(timer);
    await connection.destroy();
  }
}

class ProbeHandler implements Dispatcher.DispatchHandler {
  readonly #connection: Connection;
  readonly #maxAnswerBytes: number;
  readonly #resolve: (answer: ProbeAnswer) => void;
  #status = 0;
  #headers: Record<string, string> = {};
  #bytes = 0;

  constructor(connection: Connection, maxAnswerBytes: number, resolve: (answer: ProbeAnswer) => void) {
    this.#connection = connection;
    this.#maxAnswerBytes = maxAnswerBytes;
    this.#resolve = resolve;
  }

  onRequestStart(): void {
    // Required by undici; there is nothing to do.
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    reason = '',
  ): void {
    this.#status = status;
    this.#headers = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const rawHeaders = (controller.rawHeaders ?? []) as readonly (Buffer | string)[];
    // Status line, `name: value` lines and the empty line, as they stood on the wire.
    const lines = rawHeaders.reduce((sum, part) => sum + part.length + 2, 0);
    this.#count(`HTTP/1.1 ${status} ${reason}\r\n`.length + lines + 2);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#count(chunk.length);
  }

  onResponseEnd(): void {
    this.#resolve(
      this.#connection.broken
        ? failed('answer cut short')
        : { status: this.#status, headers: this.#headers, error: null },
    );
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#resolve(failed(nameError(error)));
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#maxAnswerBytes) this.#resolve(failed('answer too long'));
  }
}

function failed(error: string): ProbeAnswer {
  return { status: null, headers: {}, error };
}
