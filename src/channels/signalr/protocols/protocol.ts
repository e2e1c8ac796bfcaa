import type { Encoded } from './encoded.ts';
import type { Inbox, Taken } from './inbox.ts';
import type { Violation } from './violation.ts';

/** The hub protocols' names, as in the handshake. */
export type HubProtocol = 'json' | 'messagepack';

/** A call, blocking when it has an `id`. `target` is undefined when the client named none. */
export interface InvocationMessage {
  readonly type: 'invocation';
  /** Whether the client asked for a stream of results. */
  readonly streaming: boolean;
  readonly id: string | undefined;
  readonly target: string | undefined;
  /** `undefined` when they could not be read. */
  readonly arguments: readonly unknown[] | undefined;
  readonly streamIds: readonly string[];
}

/** The end of a stream that the client sent, or its answer to a call of the hub's. */
export interface CompletionMessage {
  readonly type: 'completion';
  readonly id: string;
  readonly error: string | undefined;
  /** `undefined` where there is none, or none that could be read. */
  readonly result: unknown;
}

/** One message of a client, as read. */
export type ClientMessage =
  | InvocationMessage
  | { readonly type: 'stream-item'; readonly id: string; readonly item: unknown }
  | CompletionMessage
  | { readonly type: 'cancel'; readonly id: string }
  | { readonly type: 'ping' }
  | { readonly type: 'close' }
  | { readonly type: 'ack'; readonly sequenceId: number }
  | { readonly type: 'sequence'; readonly sequenceId: number }
  | { readonly type: 'unknown' }
  | Violation;

/** One message of the server, to be written. */
export type ServerMessage =
  | {
      readonly type: 'invocation';
      /** What the client answers under, where an answer is wanted. */
      readonly id?: string | undefined;
      readonly target: string;
      readonly arguments: readonly unknown[];
    }
  | { readonly type: 'stream-item'; readonly id: string; readonly item: unknown }
  | { readonly type: 'result'; readonly id: string; readonly result: unknown }
  | { readonly type: 'completed'; readonly id: string }
  | { readonly type: 'failed'; readonly id: string; readonly error: string }
  | { readonly type: 'ping' }
  | { readonly type: 'close'; readonly error: string | undefined; readonly allowReconnect: boolean }
  | { readonly type: 'ack' | 'sequence'; readonly sequenceId: number };

/** How hub messages look in bytes: specification "SignalR Hub Protocol". */
export interface Protocol {
  readonly name: HubProtocol;
  readonly transferFormat: 'Text' | 'Binary';
  /** Takes the bytes of the next whole message from what has arrived. */
  take(inbox: Inbox, maxBytes: number): Taken;
  /** Reads one message; never throws. */
  parse(bytes: Buffer): ClientMessage;
  /** Writes one message; throws what the serialiser throws. */
  write(message: ServerMessage): Encoded;
}

/** Whether a message has a place in the sequence that acknowledgements count (types 1 to 5). */
export function isCounted(type: ServerMessage['type'] | ClientMessage['type']): boolean {
  return (
    type === 'invocation' ||
    type === 'stream-item' ||
    type === 'result' ||
    type === 'completed' ||
    type === 'failed' ||
    type === 'completion' ||
    type === 'cancel'
  );
}
