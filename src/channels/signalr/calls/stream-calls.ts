import { HubException } from './exceptions.ts';
import type { Upload } from './upload.ts';

/** What a call is told that the hub takes no more of. */
export const shuttingDown = 'The server is shutting down.';

/** A call whose method answers a stream. */
export interface RunningStream {
  /** Ends it at once: its client wants it no more, or is gone. */
  readonly cancelling: AbortController;
  /** Asks the method to end: then, and when the hub drains. */
  readonly ending: AbortController;
}

/** The calls with streams that one client has under way. Most clients have none, and have none of this. */
export class StreamCalls {
  /** By stream id: an id that is used again is that of the later one, as in .NET. */
  readonly uploads = new Map<string, Upload>();
  readonly openUploads = new Set<Upload>();
  /** What a client's cancel message aborts, by invocation id. */
  readonly cancellable = new Map<string, AbortController>();
  readonly streams = new Set<RunningStream>();
  /** How many calls there are. */
  count = 0;

  /** Ends all of them: the connection is over. */
  stop(): void {
    for (const upload of this.openUploads) upload.end('The connection was closed.');
    for (const { cancelling } of this.streams) cancelling.abort();
  }

  /** Asks the methods that answer streams to come to an end. */
  drain(): void {
    for (const { ending } of this.streams) ending.abort(new HubException(shuttingDown));
  }
}
