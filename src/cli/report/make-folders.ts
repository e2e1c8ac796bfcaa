import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes the folder and those that it is in, one after the other: `mkdir` that is to make all of them has no end below /proc.
 * Throws what the file system throws.
 */
export function makeFoldersTo(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  makeFoldersTo(path.dirname(folder));
  mkdirSync(folder);
}
