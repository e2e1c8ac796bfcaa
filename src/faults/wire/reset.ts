import { z } from 'zod';
import { defineWireFault } from '../fault.ts';

/** The vendor breaks the connection off. */
export const reset = defineWireFault({
  name: 'reset',
  about: 'The connection is reset in the middle of a request, or of its answer.',
  args: {
    when: z
      .enum(['before_body', 'within_body', 'after_body', 'within_answer'])
      .default('within_body')
      .describe(
        'Behind the headers, in the middle of the body, behind the body, or once the answer has begun. Default: within_body.',
      ),
  },
  plan: ({ when }) => ({ sending: { do: 'reset', when } }),
  what: ({ when }) => when,
});
