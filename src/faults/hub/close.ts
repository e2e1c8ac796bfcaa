import { z } from 'zod';
import { after } from './fields.ts';
import { defineHubFault } from './hub-fault.ts';

/** The hub ends connections in order. */
export const close = defineHubFault({
  name: 'close',
  about: 'The hub ends the connection with a close message.',
  args: {
    allow_reconnect: z
      .boolean()
      .default(false)
      .describe('Whether the close message says that the client may come back by itself.'),
    error: z.string().min(1).max(1000).optional().describe('The error in the close message. Default: none.'),
    after,
  },
  moment: 'connection',
  begin:
    ({ allow_reconnect: allowReconnect, error, after: afterMs }) =>
    () => ({ do: 'close', afterMs, error, allowReconnect }),
});
