import { z } from 'zod';
import { defineHubFault } from './hub-fault.ts';

/** Good tokens are refused. */
export const unauthorized = defineHubFault({
  name: 'unauthorized',
  about:
    'A request to the hub is refused as if its good token were none: a negotiation, a WebSocket, a poll.',
  args: {
    status: z
      .union([z.literal(401), z.literal(403)])
      .default(401)
      .describe('The status. Default: 401.'),
  },
  moment: 'request',
  begin:
    ({ status }) =>
    () => ({ do: 'refuse', status }),
});
