import type { Attempt, Message } from '../../channels/message.ts';
import { addressOf } from '../../record/record.ts';
import { timeUs } from '../../record/figures/times.ts';

/** The most of a body, or of a header's value, that a report shows. */
const longestText = 1500;

/** A text, or its beginning. */
export interface Excerpt {
  readonly text: string;
  /** How many characters more it has. */
  readonly more: number;
}

/** A message with one attempt at it, or with none: what a report shows of it. Nothing in it is secret. */
export interface Story {
  readonly seq: number;
  /** Simulated epoch ms. */
  readonly at: number;
  readonly feed: string;
  readonly eventType: string;
  readonly eventId: string;
  readonly contactId: string | null;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Excerpt;
  /** `null` where no attempt was made. */
  readonly attempt: {
    readonly try: number;
    /** Since the run began, ms. */
    readonly startedMs: number;
    readonly latencyMs: number;
    readonly latenessMs: number;
    readonly retriesMs: number;
    readonly waitMs: number;
    readonly receiverMs: number;
    readonly status: number | null;
    readonly answer: Excerpt | null;
    readonly detail: string | null;
  } | null;
  /** What went wrong; `null` when nothing did. */
  readonly error: string | null;
}

/** What a report tells of a message, with the attempt at it. */
export function storyOf(
  message: Message,
  attempt: Attempt | undefined,
  error: string | null,
  startMs: number,
): Story {
  return {
    seq: message.seq,
    at: message.at,
    feed: `${message.vendor}.${message.feed}`,
    eventType: message.eventType,
    eventId: message.eventId,
    contactId: message.contactId,
    ...addressOf(message),
    body: excerpt(message.body),
    attempt: attempt === undefined ? null : tellAttempt(attempt, startMs),
    error,
  };
}

function tellAttempt(attempt: Attempt, startMs: number): Story['attempt'] {
  const { startedMs, status, answer, detail } = attempt;
  return {
    try: attempt.try,
    startedMs: startedMs - startMs,
    latencyMs: timeUs(attempt, 'latency') / 1000,
    latenessMs: timeUs(attempt, 'lateness') / 1000,
    retriesMs: timeUs(attempt, 'retries') / 1000,
    waitMs: timeUs(attempt, 'wait') / 1000,
    receiverMs: timeUs(attempt, 'receiver') / 1000,
    status,
    answer: answer === undefined ? null : excerpt(answer),
    detail: detail ?? null,
  };
}

function excerpt(text: string): Excerpt {
  const more = Math.max(0, text.length - longestText);
  return { text: (more === 0 ? text : text.slice(0, longestText)).toWellFormed(), more };
}
