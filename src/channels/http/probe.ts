import type { SecureContext } from 'node:tls';
import type { Clock } from '../../lib/clock.ts';
import { InputError } from '../../lib/errors.ts';
import type { Probe, ProbeAnswer, ProbeRequest, TlsRules } from '../message.ts';
import { readAddress } from './address.ts';
import type { Header } from './answer-head.ts';
import { Connection } from './connection.ts';
import { Exchange } from './exchange.ts';
import type { Answer } from './exchange.ts';
import { plainWire } from './wire.ts';
import type { Environment } from '../../tls/pem.ts';
import { loadTls } from '../../tls/client-context.ts';

/**
 * A {@link Probe} under the TLS rules of a lane: each request goes over a connection of its own, which is closed
 * afterwards. Throws an {@link InputError} with everything that is wrong with the certificates.
 */
export function createProbe(rules: TlsRules, env: Environment, clock: Clock): Probe {
  const { context, problems } = loadTls(rules, env, clock.wallMs());
  if (problems.length > 0) throw new InputError(problems);
  return (request) => probe(request, context, clock);
}

async function probe(
  { method, url, headers, body, timeoutMs, maxAnswerBytes }: ProbeRequest,
  context: () => SecureContext,
  clock: Clock,
): Promise<ProbeAnswer> {
  const address = readAddress(url);
  if (address === undefined) return failed('bad address');
  const limits = { headBytes: maxAnswerBytes, bodyBytes: maxAnswerBytes, keptBytes: 0 };
  const connection = new Connection({ address, context, clock, wire: plainWire, limits });
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const request = { method, headers, body };
  const exchange = new Exchange({ connection, request, address, clock, onDone: resolve });
  const timer = setTimeout(() => exchange.timeOut(), timeoutMs);
  exchange.start();
  const { head, error } = await promise;
  clearTimeout(timer);
  const { size } = connection.parser;
  await connection.destroy();
  if (head === null) return failed(error ?? 'unknown error');
  if (size > maxAnswerBytes) return failed('answer too long');
  return { status: head.status, headers: byName(head.headers), error: null };
}

/** Values of one name are joined, as those of a list are. */
function byName(headers: readonly Header[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of headers) {
    const before = Object.hasOwn(found, name) ? `${found[name]}, ` : '';
    Object.defineProperty(found, name, { value: before + value, enumerable: true, configurable: true });
  }
  return found;
}

function failed(error: string): ProbeAnswer {
  return { status: null, headers: {}, error };
}
