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

  /** Resolves when the stream takes more, or breaks; `undefined` while it does, or once it is gone. Never rejects. */
  room(): Promise<void> | undefined {
    const stream = this.#stream;
    if (!stream.writableNeedDrain || stream.destroyed) return undefined;
    return new Promise((resolve) => {
      const goOn = (): void => {
        stream.off('drain', goOn).off('close', goOn);
        resolve();
      };
      stream.on('drain', goOn).on('close', goOn);
    });
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
