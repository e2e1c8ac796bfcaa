import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../lib/clock.ts';
import type { Reaction } from './misbehaviour.ts';
import type { Seen } from './seen.ts';
import type { ReceivedRequest, Validate, Validated } from '../dialects/vendor.ts';

/** One request and what became of it. */
export interface Arrival extends Validated {
  /** The request itself; its body is empty where it broke off or was too long. */
  readonly request: ReceivedRequest;
  /** Epoch ms when the request was complete. */
  readonly wallMs: number;
  /** Whether its event id was seen before. */
  readonly duplicate: boolean;
  /** What was answered; `null` when the answer did not get through. */
  readonly status: number | null;
}

/** What an answer depends on, beside the request. */
export interface AnswerParts {
  /** Which request this is, from 1. */
  readonly nth: number;
  readonly validate: Validate;
  /** What becomes of the `nth` request. */
  readonly react: (nth: number) => Reaction;
  readonly seen: Seen;
  readonly clock: Clock;
  /** Resets the connection. */
  readonly reset: () => void;
  /** Aborts when the receiver closes. */
  readonly signal: AbortSignal;
}

/** An event has some kilobytes; what is longer is no event. */
export const maxBodyBytes = 1024 * 1024;

/** Reads a request, answers it (well or badly) and says what became of it. Never rejects. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { nth, validate, react, seen, clock, reset, signal }: AnswerParts,
): Promise<Arrival> {
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
  const wallMs = clock.wallMs();
  const { method = '', url = '', headers } = request;
  const read = { method, url, headers, body: typeof body === 'string' ? '' : body.text };
  const nothing = { wallMs, ...unread, duplicate: false, request: read };
  if (body === 'gone') return { ...nothing, problems: [{ message: 'The request broke off.' }], status: null };
  if (body === 'too long') {
    response.writeHead(413, { connection: 'close' }).end();
    await closed;
    return {
      ...nothing,
      problems: [{ message: `The body is longer than ${maxBodyBytes} bytes.` }],
      status: 413,
    };
  }
  const validated = validate(read);
  const duplicate = validated.eventId !== null && seen.check(validated.eventId);
  const { status, delayMs } = react(nth);
  if (delayMs > 0) await clock.sleep(delayMs, AbortSignal.any([gone.signal, signal]));
  if (status === null) reset();
  else if (!gone.signal.aborted) response.writeHead(status, validated.answerHeaders).end();
  await closed;
  return {
    wallMs,
    ...validated,
    request: read,
    duplicate,
    status: response.writableFinished ? status : null,
  };
}

const unread: Omit<Validated, 'problems'> = {
  eventId: null,
  eventType: null,
  feed: null,
  about: null,
  valid: false,
};

/** The whole body; at most {@link maxBodyBytes} of it are ever held. */
function readBody(request: IncomingMessage): Promise<{ readonly text: string } | 'too long' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) chunks.push(chunk);
      else resolve('too long');
    });
    request.on('end', () => resolve({ text: Buffer.concat(chunks).toString() }));
    request.on('error', () => resolve('gone'));
    request.on('close', () => resolve('gone'));
  });
}
