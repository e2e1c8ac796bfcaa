import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../lib/clock.ts';
import { maxBodyBytes, readBody } from '../server/read-body.ts';
import { pairHeaders } from '../server/request-bytes.ts';
import { sendRaw } from '../server/send.ts';
import { reactTo, type Misbehaviour, type Reaction } from './behaviour.ts';
import type { Forward } from './forward.ts';
import type { Seen } from './seen.ts';
import type { Validate, Validated } from '../dialects/vendor.ts';
import { carryOut } from './socket-faults.ts';

/** One request and what became of it. */
export interface Arrival extends Validated {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** At most a megabyte; empty when it was longer or broke off. */
  readonly body: string;
  /** Epoch ms when the request was complete. */
  readonly wallMs: number;
  /** Whether its event id was seen before. */
  readonly duplicate: boolean;
  /** What was answered; `null` when the answer did not get through. */
  readonly status: number | null;
  /** Why it could not be passed on, where it was to be; `null` otherwise. */
  readonly forwardError: string | null;
}

/** A request as it is known before it is answered. */
export interface Received extends Pick<Arrival, 'method' | 'path' | 'headers'> {
  readonly body: Buffer;
  /** Monotonic ms when it was complete. */
  readonly monotonicMs: number;
}

/** What an answer depends on, beside the request. */
export interface AnswerParts {
  /** Which request this is, from 1. */
  readonly nth: number;
  readonly validate: Validate;
  readonly misbehaviours: readonly Misbehaviour[];
  /** Decides in place of the misbehaviours what becomes of the `nth` request. */
  readonly react?: (nth: number) => Reaction;
  /** Answers where a good receiver would answer 200; absent: 200 is answered. */
  readonly forward?: Forward;
  /** Told of a request that was read whole. */
  readonly onReceived?: ((received: Received) => void) | undefined;
  readonly seen: Seen;
  readonly clock: Clock;
  /** Resets the TCP connection under a socket. */
  readonly reset: (socket: Socket) => void;
  /** Aborts when the receiver closes. */
  readonly signal: AbortSignal;
}

/** Reads a request, answers it (well or badly) and says what became of it. Never rejects. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  parts: AnswerParts,
): Promise<Arrival> {
  const { method = '', url: path = '', headers } = request;
  // A sender that gives up while it waits for an answer must not keep a timer alive.
  const gone = new AbortController();
  const closed = new Promise<void>((resolve) => {
    response.once('close', () => {
      gone.abort();
      resolve();
    });
  });
  response.on('error', () => undefined);
  const body = await readBody(request);
  const wallMs = parts.clock.wallMs();
  const arrived = { method, path, headers, wallMs, duplicate: false, forwardError: null };
  if (body === 'broken off')
    return { ...arrived, ...unread('The request broke off.'), body: '', status: null };
  if (body === 'too long') {
    response.writeHead(413, { connection: 'close' }).end();
    await closed;
    return {
      ...arrived,
      ...unread(`The body is longer than ${maxBodyBytes} bytes.`),
      body: '',
      status: 413,
    };
  }
  parts.onReceived?.({ method, path, headers, body, monotonicMs: parts.clock.monotonicMs() });
  const text = body.toString();
  const validated = parts.validate({ method, url: path, headers, body: text });
  const duplicate = validated.eventId !== null && parts.seen.check(validated.eventId);
  const signal = AbortSignal.any([gone.signal, parts.signal]);
  const forwardError = await answer(request, response, { ...parts, body, validated, signal });
  await closed;
  const status = response.writableFinished ? response.statusCode : null;
  return { ...arrived, ...validated, body: text, duplicate, status, forwardError };
}

/** Answers a request that was read, or does not; returns why it could not be passed on, if it was to be. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  parts: AnswerParts & { readonly body: Buffer; readonly validated: Validated },
): Promise<string | null> {
  const { nth, misbehaviours, clock, reset, signal, forward, validated, body } = parts;
  const reaction = parts.react?.(nth) ?? reactTo(nth, misbehaviours);
  if (reaction.delayMs > 0) await clock.sleep(reaction.delayMs, signal);
  if (signal.aborted) return null;
  if (typeof reaction.answer === 'string') {
    carryOut(reaction.answer, request.socket, { reset, turn: () => clock.turn() });
    return null;
  }
  if (forward === undefined || reaction.answer !== 200) {
    response.writeHead(reaction.answer, validated.answerHeaders).end();
    return null;
  }
  const { method = 'GET', url: path = '/', rawHeaders } = request;
  const forwarded = await forward({ method, path, headers: pairHeaders(rawHeaders), body }, signal);
  if (!signal.aborted) sendRaw(response, forwarded.response);
  return forwarded.error;
}

function unread(message: string): Validated {
  return { eventId: null, eventType: null, feed: null, about: null, valid: false, problems: [{ message }] };
}
