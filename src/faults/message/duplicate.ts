import { z } from 'zod';
import { anyChannel, defineFault } from '../fault.ts';
import { oneOf } from '../one-of.ts';

/** The same bytes with the same event id, more than once: what a vendor does that lost the answer. */
export const duplicate = defineFault({
  name: 'duplicate',
  about: 'The same message, byte for byte and with the same event id, leaves more than once.',
  args: {
    copies: z.int().min(1).max(1000).default(1).describe('How many more times.'),
    when: oneOf(['after_answer', 'at_once'], {
      after_an_answer: 'after_answer',
      answer: 'after_answer',
      answered: 'after_answer',
      now: 'at_once',
    })
      .default('after_answer')
      .describe(
        'after_answer: each when the one before it was delivered, as if its answer had been lost. at_once: all together. Default: after_answer.',
      ),
  },
  channels: () => anyChannel,
  begin:
    ({ copies, when }) =>
    () => ({ do: 'repeat', times: copies, when: when === 'at_once' ? 'at-once' : 'after-answer' }),
});
