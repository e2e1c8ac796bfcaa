import { InputError, type Problem } from '../../lib/errors.ts';
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

/** The guests of all these modules. Throws an `InputError` with everything that is wrong with any of them. */
export function findGuests(names: readonly string[], taken: readonly string[]): Guest[] {
  const guests: Guest[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    try {
      const others = guests.map(({ vendor }) => vendor.name);
      const guest = findGuest(name, [...taken, ...others]);
      if (guest !== undefined) guests.push(guest);
      else
        problems.push({
          message: `"${name}" is no module with a dialect. Name its file, such as ./acme.ts.`,
        });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return guests;
}
