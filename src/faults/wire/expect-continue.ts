import { z } from 'zod';
import { defineWireFault } from '../fault.ts';

/** The vendor asks before it sends the body. */
export const expectContinue = defineWireFault({
  name: 'expect_continue',
  about: 'The request says Expect: 100-continue and holds its body back until the receiver wants it.',
  args: {
    at_most_ms: z
      .int()
      .min(0)
      .max(60_000)
      .default(1000)
      .describe('For so many ms of real time; then the body is sent without an answer. Default: 1000.'),
  },
  needsBody: true,
  plan: ({ at_most_ms: expectMs }) => ({ expectMs }),
  what: () => null,
});
