import { z } from 'zod';
import { after } from './fields.ts';
import { defineHubFault } from './hub-fault.ts';

/** Connections break off, as when a network cable is pulled. */
export const loseConnection = defineHubFault({
  name: 'lose_connection',
  about: 'The connection breaks off without a close frame.',
  args: {
    in_frame: z
      .boolean()
      .default(false)
      .describe('True: in the middle of a frame. Of a long poll, which has no frames, the poll breaks off.'),
    after,
  },
  moment: 'connection',
  begin:
    ({ in_frame: inFrame, after: afterMs }) =>
    () => ({ do: 'lose', afterMs, inFrame }),
});
