import { InputError } from '../../src/lib/errors.ts';

/** What is wrong, in the words of the `InputError` that `act` throws; none where it throws nothing. Other errors go on. */
export function problemsOf(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}
