import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { StartError } from '../../lib/errors.ts';
import { LineWriter } from './line-writer.ts';

/** A file of one JSON text per line that grows while a run goes on. */
export interface NdjsonFile {
  write(line: string): void;
  /** Resolves when enough has reached the disk; `undefined` while there is room. */
  room(): Promise<void> | undefined;
  /** Resolves when every line has reached the disk. Throws a `StartError` when the disk did not take them all. */
  close(): Promise<void>;
}

const bufferBytes = 8 * 1024 * 1024;

/** Opens `path` for writing, emptying what was there. Throws a `StartError` when that cannot be done. */
export async function openNdjsonFile(path: string): Promise<NdjsonFile> {
  const stream = createWriteStream(path, { highWaterMark: bufferBytes });
  try {
    await once(stream, 'open');
  } catch (error) {
    const { message } = error as Error;
    throw new StartError(`Cannot write ${path}: ${message}. Name a file in a folder that you may write to.`);
  }
  let failure: Error | undefined;
  const fail = (error: Error): void => void (failure ??= error);
  stream.on('error', fail);
  const writer = new LineWriter(stream);
  return {
    write: (line) => {
      if (failure === undefined) writer.write(line);
    },
    room: () => (failure === undefined ? writer.room() : undefined),
    close: async () => {
      if (failure === undefined)
        await writer
          .end()
          .then(() => finished(stream.end()))
          .catch(fail);
      if (failure !== undefined) throw new StartError(`Could not write all of ${path}: ${failure.message}.`);
    },
  };
}
