import { InputError, type Problem } from '../../lib/errors.ts';

/** What both come to. Throws an `InputError` with the mistakes of both, so that nobody is told of one after the other. */
export function together<One, Other>(one: () => One, other: () => Other): readonly [One, Other] {
  const problems: Problem[] = [];
  const tried = <Value>(step: () => Value): Value | undefined => {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const results = [tried(one), tried(other)] as const;
  if (problems.length > 0) throw new InputError(problems);
  return results as readonly [One, Other];
}
