import { once } from 'node:events';
import { createWriteStream, existsSync, fstatSync, ftruncateSync, type WriteStream } from 'node:fs';
import { chmod, rm, stat } from 'node:fs/promises';
import type { Transform, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip, createZstdCompress } from 'node:zlib';
import { StartError } from '../../lib/errors.ts';
import { LineWriter } from './line-writer.ts';

/** A file of one JSON text per line that grows while a run goes on. */
export interface NdjsonFile {
  /** Empties what was there. The first line does so by itself. */
  begin(): void;
  write(line: string): void;
  /** Resolves when enough has reached the disk; `undefined` while there is room. */
  room(): Promise<void> | undefined;
  /** Resolves when every line has reached the disk. Throws a `StartError` when the disk did not take them all. */
  close(): Promise<void>;
}

const bufferBytes = 8 * 1024 * 1024;

/**
 * Opens `path` for writing; `-` is standard output, and the endings .gz and .zst compress. What was there stays until it is
 * begun, so that it is not lost to what cannot start. `mode`: who may read it, a file that was there included.
 * `turn`: lines leave at its end, so that none is lost with the process; otherwise when there are enough. Throws a
 * `StartError` when that cannot be done.
 */
export async function openNdjsonFile(
  path: string,
  { mode, turn }: { readonly mode?: number; readonly turn?: () => Promise<void> } = {},
): Promise<NdjsonFile> {
  if (path === '-') return toStandardOutput(turn);
  const isNew = !existsSync(path);
  const stream = createWriteStream(path, {
    flags: 'a',
    highWaterMark: bufferBytes,
    ...(mode !== undefined && { mode }),
  });
  let fd: number;
  try {
    [fd] = (await once(stream, 'open')) as [number];
    if (mode !== undefined) await narrow(path, mode);
  } catch (error) {
    const { message } = error as Error;
    throw new StartError(`Cannot write ${path}: ${message}. Name a file in a folder that you may write to.`);
  }
  let failure: Error | undefined;
  const fail = (error: Error): void => void (failure ??= error);
  const compressor = compressorFor(path);
  const first: Writable = compressor ?? stream;
  stream.on('error', fail);
  const written = compressor === undefined ? finished(stream) : pipeline(compressor, stream);
  written.catch(fail);
  const writer = new LineWriter(first, turn);
  let hasBegun = false;
  const begin = (): void => {
    if (!hasBegun && fstatSync(fd).isFile()) ftruncateSync(fd);
    hasBegun = true;
  };
  return {
    begin,
    write: (line) => {
      begin();
      if (failure === undefined) writer.write(line);
    },
    room: () => (failure === undefined ? writer.room() : undefined),
    close: async () => {
      if (!hasBegun) return leave(stream, isNew ? path : undefined);
      if (failure === undefined)
        await writer
          .end()
          .then(() => first.end())
          .then(() => written)
          .catch(fail);
      if (failure !== undefined) throw new StartError(`Could not write all of ${path}: ${failure.message}.`);
    },
  };
}

/** Closes what was never begun: a file that was there stays as it was, and of another no trace is left. */
async function leave(stream: WriteStream, made: string | undefined): Promise<void> {
  stream.destroy();
  if (made !== undefined) await rm(made, { force: true });
}

/** A file that was there keeps its mode otherwise. A pipe or a device has none to change. */
async function narrow(path: string, mode: number): Promise<void> {
  const there = await stat(path);
  if (there.isFile()) await chmod(path, mode);
}

/** What becomes of standard output when it breaks is the process's to say. */
function toStandardOutput(turn: (() => Promise<void>) | undefined): NdjsonFile {
  const writer = new LineWriter(process.stdout, turn);
  return {
    begin: () => undefined,
    write: (line) => writer.write(line),
    room: () => writer.room(),
    close: () => writer.end(),
  };
}

function compressorFor(path: string): Transform | undefined {
  const options = { writableHighWaterMark: bufferBytes };
  if (path.endsWith('.gz')) return createGzip(options as object);
  return path.endsWith('.zst') ? createZstdCompress(options as object) : undefined;
}
