import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError, suggestNames } from '../lib/errors.ts';
import { readBounded } from '../lib/read-bounded.ts';

/** The largest scenario file, in bytes. Room for thousands of agents written out one by one. */
export const fileLimitBytes = 1024 * 1024;

const whatFailed: Record<string, string> = {
  EACCES: 'You may not read this file. Check its permissions.',
  EPERM: 'You may not read this file. Check its permissions.',
  EISDIR: 'This is a folder. Name a scenario file in it.',
  ENOTDIR: 'A part of this path is a file, not a folder. Check the path.',
  ENAMETOOLONG: 'This path is too long. Check it.',
  EFBIG: tooLarge(fileLimitBytes + 1),
};

/**
 * The text of a scenario file. Its size is looked at before a byte is read, and never more than {@link fileLimitBytes}
 * are read, whatever stands behind the path. Throws an InputError for whatever cannot be read or is not text.
 */
export function readText(file: string): string {
  try {
    return decode(readBytes(file), file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const message =
      code === 'ENOENT'
        ? `There is no such file. ${hintFor(file)}`
        : (whatFailed[code] ?? `This file could not be read (${code}).`);
    throw new InputError([{ file, message }]);
  }
}

function readBytes(file: string): Buffer {
  const stat = statSync(file);
  if (stat.size > fileLimitBytes) refuse(file, tooLarge(stat.size));
  return readBounded(file, fileLimitBytes);
}

function tooLarge(bytes: number): string {
  return `This file has ${bytes} bytes or more; a scenario may have ${fileLimitBytes} (1 MiB). Use count for agents of a kind and traffic instead of single contacts.`;
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(file, 'This file is not UTF-8 text. Save it as UTF-8.');
  }
}

function refuse(file: string, message: string): never {
  throw new InputError([{ file, message }]);
}

function hintFor(file: string): string {
  const folder = path.dirname(file);
  try {
    const [near] = suggestNames(path.basename(file), readdirSync(folder));
    if (near !== undefined) return `Did you mean ${path.join(folder, near)}?`;
  } catch {
    return `The folder ${folder} is not there either. Check the path.`;
  }
  return 'Check the path.';
}
