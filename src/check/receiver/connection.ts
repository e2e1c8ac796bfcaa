import type { SecureContext } from 'node:tls';
import { readAddress, type Address } from '../../channels/http/address.ts';
import { answerText, readAnswerBytes } from '../../channels/http/answer-text.ts';
import { Connection } from '../../channels/http/connection.ts';
import { Exchange, type Answer } from '../../channels/http/exchange.ts';
import type { BenchAnswer, BenchConnection, BenchRequest } from '../../dialects/bench.ts';
import type { Clock } from '../../lib/clock.ts';
import { benchWire } from './wire.ts';

/** What connections of a check are made with. */
export interface ConnectionParts {
  readonly url: string;
  /** Whether to leave TLS out, wherever a request goes. */
  readonly isPlain: boolean;
  readonly context: () => SecureContext;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Sent along with every request, and hidden in what is told of its answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends what is under way. */
  readonly stop: AbortSignal;
}

const limits = { headBytes: 16 * 1024, bodyBytes: 1024 * 1024, keptBytes: readAnswerBytes };
/** A receiver that has said nothing of it may end an idle connection after this, as Node does. */
const usualIdleMs = 5000;

/** A connection for one request after the other, opened when it is needed, and again when the receiver has ended it. */
export function openConnection(parts: ConnectionParts): BenchConnection {
  let kept: Connection | undefined;
  const take = async (address: Address): Promise<Connection> => {
    const { clock, context } = parts;
    const found = kept;
    kept = undefined;
    if (found?.address.origin === address.origin && found.isUsableAt(clock.monotonicMs())) return found;
    await found?.destroy();
    return new Connection({ address, context, clock, wire: benchWire, limits });
  };
  return {
    async send(request) {
      const wasKept = kept !== undefined;
      const answer = await send(request);
      // A connection that the receiver ended just then says nothing of the request.
      return wasKept && isStale(answer) ? send(request) : answer;
    },
    async close() {
      const last = kept;
      kept = undefined;
      await last?.destroy();
    },
  };

  async function send(request: BenchRequest): Promise<BenchAnswer> {
    const url = request.url ?? parts.url;
    const address = readAddress(parts.isPlain ? url.replace(/^https:/, 'http:') : url);
    if (address === undefined) return failed('bad address');
    const connection = await take(address);
    const { answer, exchange } = await exchangeOn(connection, request, address, parts);
    const bytes = connection.parser.size;
    if (exchange.leavesUsable) {
      connection.rest(answer.head?.idleMs === Infinity ? usualIdleMs : (answer.head?.idleMs ?? 0));
      kept = connection;
    } else await connection.destroy();
    return tell(answer, bytes, Object.values(parts.headers));
  }
}

function isStale({ error }: BenchAnswer): boolean {
  return error === 'closed while idle' || error === 'ECONNRESET' || error === 'EPIPE';
}

async function exchangeOn(
  connection: Connection,
  { method, headers, body, timeoutMs }: BenchRequest,
  address: Address,
  { clock, timeoutMs: usualMs, headers: own, stop }: ConnectionParts,
): Promise<{ answer: Answer; exchange: Exchange }> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const request = { method, headers: { ...headers, ...own }, body };
  const exchange = new Exchange({ connection, request, address, clock, onDone: resolve });
  const over = new AbortController();
  const end = AbortSignal.any([stop, over.signal]);
  void clock.sleep(timeoutMs ?? usualMs, end).then(() => exchange.timeOut());
  exchange.start();
  const answer = await promise;
  over.abort();
  return { answer, exchange };
}

function tell(
  { head, error, body, startedMs, finishedMs }: Answer,
  bytes: number,
  secrets: readonly string[],
): BenchAnswer {
  const tookMs = finishedMs - startedMs;
  if (head === null) return { ...failed(error ?? 'unknown error'), tookMs };
  const text = body === undefined ? '' : answerText(body, secrets);
  return { status: head.status, headers: byName(head.headers), body: text, bytes, error: null, tookMs };
}

/** Values of one name are joined, as those of a list are. */
function byName(headers: readonly (readonly [name: string, value: string])[]): Record<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = found.get(name);
    found.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(found);
}

function failed(error: string): BenchAnswer {
  return { status: null, headers: {}, body: '', bytes: 0, error, tookMs: 0 };
}
