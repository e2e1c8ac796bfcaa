import { once } from 'node:events';
import type { Writable } from 'node:stream';

const chunkLength = 64 * 1024;

/** Writes many lines to a stream in few pieces. */
export class LineWriter {
  readonly #stream: Writable;
  #chunk = '';

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  write(line: string): void {
    this.#chunk += `${line}\n`;
    if (this.#chunk.length >= chunkLength) this.#flush();
  }

  /** Resolves when the stream takes more; `undefined` while it does, or once it is gone. */
  room(): Promise<void> | undefined {
    if (!this.#stream.writableNeedDrain || this.#stream.destroyed) return undefined;
    return once(this.#stream, 'drain').then(() => undefined);
  }

  /** Resolves when everything was handed over. */
  async end(): Promise<void> {
    this.#flush();
    await this.room();
  }

  #flush(): void {
    this.#stream.write(this.#chunk);
    this.#chunk = '';
  }
}
