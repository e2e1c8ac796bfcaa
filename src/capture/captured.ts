import type { Message } from '../channels/message.ts';
/** The format of capture files that this phoney writes and reads; a new number where an old reader would be wrong. */
export const captureFormat = 1;

/** What a capture is of: its first line. */
export interface CaptureHeader {
  readonly type: 'capture';
  readonly format: typeof captureFormat;
  /** The version that wrote it. */
  readonly phoney: string;
  /** What wrote it: a receiver, or a client of a hub. */
  readonly by: 'listen' | 'tap';
  /** Whose traffic it is. */
  readonly vendor: string;
  /** The instant from which the `ms` of the lines count, epoch ms of the wall clock. */
  readonly startedAtMs: number;
  /** Whether names, addresses and numbers in the bodies are pseudonyms. */
  readonly scrubbed: boolean;
}

/** A message of a vendor as it came. */
export interface Captured {
  /** When it was complete: ms since the capture began, on the monotonic clock. */
  readonly ms: number;
  readonly channel: Message['channel'];
  readonly vendor: string;
  /** `null` where the message does not say, as with the two that follow. */
  readonly feed: string | null;
  readonly eventType: string | null;
  readonly eventId: string | null;
  /** The method of the request, the client's method that a hub called, or the topic on a WebSocket. */
  readonly method: string;
  /** With the query; of a hub or a WebSocket, where it is on the server. */
  readonly path: string;
  /** Names in lower case; values of secret ones hidden. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How `body` becomes the bytes that came, where they are no UTF-8. */
  readonly bodyEncoding?: 'latin1';
}

/** The header as one line of JSON without the line break. */
export function formatCaptureHeader({ startedAtMs, ...header }: CaptureHeader): string {
  return JSON.stringify({ ...header, startedAt: new Date(startedAtMs).toISOString() });
}

/** A message as one line of JSON without the line break. */
export function formatCaptured({ ms, ...captured }: Captured): string {
  return JSON.stringify({ type: 'captured', ms: Math.round(ms * 1000) / 1000, ...captured });
}
