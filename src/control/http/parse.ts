import type { z } from 'zod';
import { unworded } from '../../scenario/issues.ts';
import { findingsOf, formatPath } from '../../scenario/problems.ts';
import { ControlProblem } from '../problem.ts';

/** Reads a value with a schema. Throws a {@link ControlProblem} with everything that is wrong with it, worded as for scenarios. */
export function parse(schema: z.ZodType, value: unknown, what: string): unknown {
  const parsed = schema.safeParse(value, { error: () => unworded, reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = findingsOf(parsed.error, schema, value).map(({ path, message }) => ({
    path: formatPath(path),
    message,
  }));
  throw new ControlProblem(
    'invalid-input',
    `The ${what} cannot be used as it is. Mend what problems lists.`,
    {
      problems,
    },
  );
}
