import { z } from 'zod';
import { defineWireFault } from '../fault.ts';

/** The request comes in pieces. */
export const split = defineWireFault({
  name: 'split',
  about: 'The request comes in many small pieces, over TLS each in a record of its own.',
  args: {
    bytes: z
      .int()
      .min(1)
      .max(16_384)
      .default(1)
      .describe('How many bytes a piece has. Default: 1, each byte for itself.'),
  },
  plan: ({ bytes }) => ({ sending: { do: 'pieces', bytes, pauseMs: 0, part: 'all' } }),
  what: ({ bytes }) => `${bytes} at a time`,
});
