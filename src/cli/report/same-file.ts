import { statSync } from 'node:fs';
import path from 'node:path';

/** What is the same for two names of one file; `undefined` for a pipe or a device, which takes any number of things. */
export function identityOf(name: string): string | undefined {
  const there = statSync(name, { throwIfNoEntry: false });
  if (there === undefined) return path.resolve(name);
  return there.isFile() ? `${there.dev}:${there.ino}` : undefined;
}
