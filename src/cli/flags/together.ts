import { InputError, type Problem } from '../../lib/errors.ts';

/** What each of several steps comes to. */
type Results<Steps extends readonly (() => unknown)[]> = {
  readonly [Index in keyof Steps]: ReturnType<Steps[Index]>;
};

/** What all of them come to. Throws an `InputError` with the mistakes of all, so that nobody is told of one after the other. */
export function together<Steps extends readonly (() => unknown)[]>(...steps: Steps): Results<Steps> {
  const problems: Problem[] = [];
  const results = steps.map((step): unknown => {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return results as Results<Steps>;
}
