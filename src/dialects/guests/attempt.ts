import { InputError, type Problem } from '../../lib/errors.ts';
import { describe, isPromise } from '../define/members.ts';
import { describeThrown, hasProblems } from './explain-loading.ts';
import type { GuestSource } from './guest.ts';

/** Whose dialect it is, and where it is named. */
export type Whose = Omit<GuestSource, 'module'>;

/** Does it, also where it takes its time. What it throws is an `InputError` that says whose it is, and what was done. */
export function attempt<Result>(whose: Whose, what: string, act: () => Result): Result {
  try {
    const result = act();
    if (!(result instanceof Promise)) return result;
    return result.catch((error: unknown) => {
      throw blame(whose, what, error);
    }) as Result;
  } catch (error) {
    throw blame(whose, what, error);
  }
}

/** Does what has to return at once; `wanted` says what. A promise is a mistake, and nobody hears what becomes of it. */
export function attemptAtOnce<Result>(whose: Whose, what: string, wanted: string, act: () => Result): Result {
  let result: Result;
  try {
    result = act();
  } catch (error) {
    throw blame(whose, what, error);
  }
  if (!isPromise(result)) return result;
  result.then(undefined, () => undefined);
  const [member = what] = what.split(' ');
  throw mistaken(whose, what, [
    `${member} has to return ${wanted} at once, and this is ${describe(result)}. Take away its "async".`,
  ]);
}

/** Throws an `InputError` where there is something to say against what was returned. */
export function demand(whose: Whose, what: string, mistakes: readonly string[]): void {
  if (mistakes.length > 0) throw mistaken(whose, what, mistakes);
}

function mistaken({ name, place }: Whose, what: string, mistakes: readonly string[]): InputError {
  return new InputError(
    mistakes.map((mistake) => ({
      ...place,
      message: `The dialect "${name}" returned what cannot be used in ${what}: ${mistake}`,
    })),
  );
}

function blame({ name, place }: Whose, what: string, error: unknown): InputError {
  if (hasProblems(error))
    return new InputError(error.problems.map((problem): Problem => ({ ...place, ...problem })));
  const message = `The dialect "${name}" threw in ${what}: ${describeThrown(error)}. Mend it there.`;
  return new InputError([{ ...place, message }]);
}
