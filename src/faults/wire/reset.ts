import { defineWireFault } from '../fault.ts';
import { oneOf } from '../one-of.ts';

/** What else people call these moments. */
const otherWords = {
  before: 'before_body',
  before_the_body: 'before_body',
  within: 'within_body',
  within_the_body: 'within_body',
  after: 'after_body',
  after_the_body: 'after_body',
  answer: 'within_answer',
  within_the_answer: 'within_answer',
  first_byte: 'within_answer',
  after_first_byte: 'within_answer',
  after_the_first_byte: 'within_answer',
} as const;

/** The vendor breaks the connection off. */
export const reset = defineWireFault({
  name: 'reset',
  about: 'The connection is reset in the middle of a request, or of its answer.',
  args: {
    when: oneOf(['before_body', 'within_body', 'after_body', 'within_answer'], otherWords)
      .default('within_body')
      .describe(
        'Behind the headers, in the middle of the body, behind the body, or once the answer has begun. Default: within_body.',
      ),
  },
  plan: ({ when }) => ({ sending: { do: 'reset', when } }),
  what: ({ when }) => when,
});
