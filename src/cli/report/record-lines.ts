import { createReadStream } from 'node:fs';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { InputError } from '../../lib/errors.ts';
import type { Output } from '../output.ts';

/** More than a line of a record has: a body, an answer, and what is around them. */
const longestLine = 64 * 1024 * 1024;

/** A line of a record file. */
export interface RecordLine {
  readonly text: string;
  /** False for a last one that has no line break: whoever wrote it was stopped. */
  readonly isWhole: boolean;
}

/**
 * The lines of a record file, or of standard input (`-`), compressed or not: what it is, its first bytes say. What was cut
 * short ends with the last line that can be read; `cutShort` is told why. Throws an `InputError` for what cannot be read.
 */
export async function* recordLines(
  file: string,
  cutShort: (why: string) => void,
): AsyncGenerator<RecordLine> {
  const name = nameOfInput(file);
  const source: Readable = file === '-' ? process.stdin : createReadStream(file);
  const rest: string[] = [];
  let restLength = 0;
  const decoder = new TextDecoder();
  try {
    for await (const chunk of decompressed(source)) {
      const read = decoder.decode(chunk, { stream: true });
      // Each character is looked at once, however many chunks a line has.
      const lines = read.split('\n');
      const last = lines.pop() ?? '';
      for (const [i, text] of lines.entries()) {
        const whole = i === 0 ? rest.splice(0).join('') + text : text;
        yield { text: whole, isWhole: true };
      }
      restLength = lines.length === 0 ? restLength + last.length : last.length;
      rest.push(last);
      if (restLength > longestLine) throw new InputError([{ file: name, message: tooLong }]);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR' || code === 'ZSTD_error_srcSize_wrong') cutShort(message);
    else throw new InputError([{ file: name, message: `It cannot be read: ${message}. ${wayOut}` }]);
  } finally {
    // Whoever wants no more does not wait for the rest, nor has whoever writes it.
    source.destroy();
  }
  const unfinished = rest.join('');
  if (unfinished !== '') yield { text: unfinished, isWhole: false };
}

/** What a file is called, or standard input (`-`). */
export function nameOfInput(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/** Tells why an input was cut short, once, and what becomes of what is there. */
export function cutShortTeller(
  name: string,
  whatOfIt: string,
  output: Pick<Output, 'note'>,
): (why: string) => void {
  let isTold = false;
  return (why) => {
    if (!isTold) output.note(`warning: ${name} was cut short (${why}): ${whatOfIt}.`);
    isTold = true;
  };
}

const wayOut = 'Give a file that phoney wrote, or - for standard input.';
const tooLong = `A line of it has no end after ${longestLine / 1024 / 1024} MiB. ${wayOut}`;

/** The chunks as they are, or decompressed, as the first of them begins. */
async function* decompressed(source: Readable): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  const { value: first } = await chunks.next();
  if (first === undefined) return;
  const all = (async function* () {
    yield first;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  })();
  const decompressor = decompressorFor(first);
  if (decompressor === undefined) return yield* all;
  const piped = pipeline(Readable.from(all), decompressor);
  piped.catch(() => undefined);
  yield* decompressor as AsyncIterable<Buffer>;
}

function decompressorFor(beginning: Buffer): Transform | undefined {
  if (beginning[0] === 0x1f && beginning[1] === 0x8b) return createGunzip();
  const isZstd = beginning.length >= 4 && beginning.readUInt32LE(0) === 0xfd2fb528;
  return isZstd ? createZstdDecompress() : undefined;
}
