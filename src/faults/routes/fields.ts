import { z } from 'zod';

/** Whether a request's fate is that of whatever it asks for. */
export const stays = z
  .boolean()
  .default(false)
  .describe(
    'True: what is asked for once more fares as it did the first time, so that a recording which failed always fails. Default: each request for itself.',
  );
