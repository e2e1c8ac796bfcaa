import { z } from 'zod';
import { defineHubFault } from '../hub/hub-fault.ts';
import { stays } from './fields.ts';

/** A route's answer breaks off. */
export const truncated = defineHubFault({
  name: 'truncated',
  about:
    'The answer to a request to one of the vendor’s routes, such as a recording, breaks off: its Content-Length says more than comes.',
  args: {
    after_bytes: z
      .int()
      .min(0)
      .max(1_000_000_000)
      .optional()
      .describe(
        'How much of the body comes. Default: half of it. Of a shorter body everything but the last byte.',
      ),
    stays,
  },
  moment: 'route',
  begin:
    ({ after_bytes: afterBytes }) =>
    () => ({ do: 'truncate', afterBytes }),
});
