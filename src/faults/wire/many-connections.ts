import { z } from 'zod';
import { defineWireFault } from '../fault.ts';

/** The vendor has many machines. */
export const manyConnections = defineWireFault({
  name: 'many_connections',
  about: 'Requests come over many connections in turn, all of which stay open.',
  args: {
    count: z
      .int()
      .min(2)
      .max(10_000)
      .default(200)
      .describe('How many, to each address, beside those that the feed has anyway. Default: 200.'),
  },
  plan: ({ count }) => ({ inTurn: count }),
  what: ({ count }) => `${count} in turn`,
});
