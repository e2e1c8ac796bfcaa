import { InputError } from '../../lib/errors.ts';
import { namesModule, type Guest } from './guest.ts';
import { loadGuest } from './load-guest.ts';

/**
 * The guest of a module that a command line names, from the working directory; `undefined` where the name is that of no module.
 * Throws an `InputError` with everything that is wrong with it. `taken`: names that others have.
 */
export function findGuest(name: string, taken: readonly string[]): Guest | undefined {
  if (!namesModule(name)) return undefined;
  const place = { file: name };
  const found = loadGuest(name, { folders: [''], place }, taken);
  if ('vendor' in found) return found;
  throw new InputError(found.problems.map((message) => ({ message })));
}
