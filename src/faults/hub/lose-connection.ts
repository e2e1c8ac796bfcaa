import { z } from 'zod';
import { realTime, whenAfter } from './fields.ts';
import { defineHubFault } from './hub-fault.ts';

/** Connections break off, as when a network cable is pulled. */
export const loseConnection = defineHubFault({
  name: 'lose_connection',
  about: 'The connection breaks off without a close frame.',
  // Without defaults: `drop`, which may mean this, goes by whether they are given.
  args: {
    in_frame: z
      .boolean()
      .optional()
      .describe(
        'True: in the middle of a frame, of an event stream’s line, or of the answer to a poll. Default: false.',
      ),
    after: realTime.optional().describe(whenAfter),
  },
  moment: 'connection',
  begin:
    ({ in_frame: inFrame = false, after: afterMs = 0 }) =>
    () => ({ do: 'lose', afterMs, inFrame }),
});
