import { z } from 'zod';
import { defineWireFault } from '../fault.ts';

/** The body comes in chunks. */
export const chunked = defineWireFault({
  name: 'chunked',
  about: 'The body comes with Transfer-Encoding: chunked and no Content-Length.',
  args: {
    bytes: z.int().min(1).max(1_048_576).default(64).describe('How many bytes a chunk has. Default: 64.'),
  },
  needsBody: true,
  plan: ({ bytes }) => ({ chunkBytes: bytes }),
  what: ({ bytes }) => `${bytes} bytes each`,
});
