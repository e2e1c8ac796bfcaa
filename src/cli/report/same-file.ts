import { statSync, type Stats } from 'node:fs';
import path from 'node:path';

/** What is the same for two names of one file; `undefined` for a pipe or a device, which takes any number of things. */
export function identityOf(name: string): string | undefined {
  const there = statOf(name);
  if (there === undefined) return path.resolve(name);
  return there.isFile() ? `${there.dev}:${there.ino}` : undefined;
}

/** `undefined` for what is not there or cannot be looked at: whoever opens it is told why. */
function statOf(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
