import type { Message } from '../channels/message.ts';

/**
 * What is decided about a message between its rendering and its sending. A message may leave as it is, be followed by
 * copies of itself, or be kept back; whatever decides this stands here, before any channel.
 */
export interface Dispatch {
  readonly message: Message;
  /** Monotonic ms at which it should leave. */
  readonly dueMs: number;
  /** Why it is kept back; absent: it is sent. */
  readonly withheld?: string;
}

/** Decides what becomes of a message. `copy` makes another of the same bytes and id, numbered and in the books. */
export type Plan = (
  message: Message,
  dueMs: number,
  copy: (message: Message) => Message,
) => readonly Dispatch[];

/** Each message leaves once, as it is. */
export const sendOnce: Plan = (message, dueMs) => [{ message, dueMs }];
