import type { Upload } from './upload.ts';

/** The calls with streams that one client has under way. Most clients have none, and have none of this. */
export class StreamCalls {
  /** By stream id: an id that is used again is that of the later one, as in .NET. */
  readonly uploads = new Map<string, Upload>();
  readonly openUploads = new Set<Upload>();
  /** What a client's cancel message aborts, by invocation id. */
  readonly cancellable = new Map<string, AbortController>();
  readonly streams = new Set<AbortController>();
  /** How many calls there are. */
  count = 0;

  /** Ends all of them: the connection is over. */
  stop(): void {
    for (const upload of this.openUploads) upload.end('The connection was closed.');
    for (const stream of this.streams) stream.abort();
  }
}
