import type { Batch } from './batch.ts';

/** The transports' names, as in the answer to a negotiate request. */
export type TransportKind = 'WebSockets' | 'ServerSentEvents' | 'LongPolling';

/** What carries one connection's bytes at the moment. The connection tells it what to send and when to end. */
export interface Transport {
  readonly kind: TransportKind;
  /** Whether it carries binary data, and so MessagePack. */
  readonly binary: boolean;
  /** Whether it would pass data on now. When it turns ready it tells the connection. */
  readonly ready: boolean;
  /** Bytes handed over that the client has not taken yet. */
  readonly queuedBytes: number;
  /** Hands over a batch as one frame, one write or one answer. Only to be called when ready. */
  send(batch: Batch, isBinary: boolean): void;
  /** Ends in order, behind everything handed over; answers false when it cannot yet and `flush` will be called again. */
  close(): boolean;
  /** Ends at once. */
  cut(): void;
  /** Ends at once as a lost network does, without a word of goodbye; `inFrame`: with half a frame, or half an answer, before it. */
  lose(inFrame: boolean): void;
  /** Reads no further until `resume`. */
  pause(): void;
  resume(): void;
  /** Called by the heartbeat with the monotonic time. */
  tick(nowMs: number): void;
}

/** What a transport tells its connection. */
export interface Carried {
  /** Since when nothing carries it, on the monotonic clock; `Infinity` while something does. */
  idleSinceMs: number;
  /** Bytes came in. */
  receive(bytes: Buffer): void;
  /** The transport takes data again. */
  flush(): void;
  /** The transport is gone; `orderly` when the client closed it. */
  detach(transport: Transport, orderly: boolean): void;
}
