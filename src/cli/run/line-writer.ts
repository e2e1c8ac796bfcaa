import type { Writable } from 'node:stream';

const chunkLength = 64 * 1024;

/** Writes many lines to a stream in few pieces. */
export class LineWriter {
  readonly #stream: Writable;
  readonly #turn: (() => Promise<void>) | undefined;
  #chunk = '';
  #isDue = false;

  /** With `turn`, what was written leaves at the end of it: somebody reads along. Without, when it has become enough. */
  constructor(stream: Writable, turn?: () => Promise<void>) {
    this.#stream = stream;
    this.#turn = turn;
  }

  write(line: string): void {
    this.#chunk += `${line}\n`;
    if (this.#chunk.length >= chunkLength) this.#flush();
    else if (this.#turn !== undefined && !this.#isDue) void this.#flushAfter(this.#turn);
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

  async #flushAfter(turn: () => Promise<void>): Promise<void> {
    this.#isDue = true;
    await turn();
    this.#isDue = false;
    this.#flush();
  }

  #flush(): void {
    if (this.#chunk === '') return;
    this.#stream.write(this.#chunk);
    this.#chunk = '';
  }
}
