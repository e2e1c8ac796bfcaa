import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InputError, StartError } from '../../lib/errors.ts';
import type { WrittenFile } from './templates.ts';

/**
 * Writes the files into the folder, which is made where there is none. Throws an `InputError` that names every file that is in
 * the way, and a `StartError` where something cannot be written; nothing is written over.
 */
export function writeProject(folder: string, files: readonly WrittenFile[]): void {
  checkFree(folder, files);
  for (const { path: file, text } of files) {
    const to = path.join(folder, file);
    try {
      mkdirSync(path.dirname(to), { recursive: true });
      // wx: whatever came there meanwhile stays, too.
      writeFileSync(to, text, { flag: 'wx' });
      if (file.endsWith('.sh')) chmodSync(to, 0o755);
    } catch (error) {
      const { code = 'unknown error' } = error as NodeJS.ErrnoException;
      throw new StartError(`${to} cannot be written (${code}). Give another folder, or make room there.`);
    }
  }
}

/** Throws an `InputError` that names every file that is in the way. */
function checkFree(folder: string, files: readonly WrittenFile[]): void {
  const inTheWay = files.filter(({ path: file }) => existsSync(path.join(folder, file)));
  if (inTheWay.length === 0) return;
  throw new InputError(
    inTheWay.map(({ path: file }) => ({
      file: path.join(folder, file),
      message: 'This file exists, and nothing is written over. Move it away, or give another folder.',
    })),
  );
}
