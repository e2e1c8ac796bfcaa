import { z } from 'zod';
import { defineWireFault } from '../fault.ts';
import { oneOf } from '../one-of.ts';

/** A piece about every 10 ms: timers are hardly finer. */
const pieceMs = 10;

/** The request trickles in. */
export const slow = defineWireFault({
  name: 'slow',
  about: 'The request comes slowly: its headers, its body, or both.',
  args: {
    bytes_per_second: z
      .int()
      .min(1)
      .max(100_000_000)
      .default(1000)
      .describe('How fast at the most, in real time. Default: 1000.'),
    part: oneOf(['all', 'headers', 'body'], { both: 'all', header: 'headers' })
      .default('all')
      .describe('What comes slowly; the rest comes at once. Default: all.'),
  },
  plan({ bytes_per_second: rate, part }) {
    const bytes = Math.max(1, Math.round((rate * pieceMs) / 1000));
    return { sending: { do: 'pieces', bytes, pauseMs: (bytes * 1000) / rate, part } };
  },
  what: ({ bytes_per_second: rate, part }) => `${part === 'all' ? '' : `${part} at `}${rate} bytes a second`,
});
