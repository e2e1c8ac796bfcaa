import { z } from 'zod';

/** A refusal, RFC 9457. */
export const problemSchema = z
  .strictObject({
    type: z.string().describe('urn:phoney:problem: and the kind of problem.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What could not be done and why, then what to do.'),
    instance: z.string().describe('The path that was called.'),
    problems: z
      .array(
        z.strictObject({
          path: z.string().describe('The place in the input, such as [1].agent; empty for the whole.'),
          message: z.string(),
          line: z.int().optional(),
          column: z.int().optional(),
        }),
      )
      .optional()
      .describe('Each mistake in the input.'),
  })
  .meta({ id: 'Problem' });
