import { z } from 'zod';
import { after } from './fields.ts';
import { defineHubFault } from './hub-fault.ts';

/** A client is told what it did not ask for. */
export const unsubscribedMessage = defineHubFault({
  name: 'unsubscribed_message',
  about:
    'The hub pushes a message of something that the client has not subscribed to, or calls a method that the client may not have.',
  args: {
    method: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'The client’s method that is called, such as one that it has no handler for. Default: the one that all messages come to.',
      ),
    after,
  },
  moment: 'connection',
  hubOnly: true,
  begin:
    ({ method, after: afterMs }) =>
    () => ({ do: 'push-unasked', afterMs, method }),
});
