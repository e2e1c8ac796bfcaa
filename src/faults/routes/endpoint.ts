import { z } from 'zod';
import { defineHubFault } from '../hub/hub-fault.ts';

/** The token endpoint sends clients to the wrong place. */
export const endpoint = defineHubFault({
  name: 'endpoint',
  about: 'The token endpoint answers with another address than the hub’s.',
  args: {
    url: z
      .url()
      .default('wss://127.0.0.1:9/nowhere')
      .describe('That address. Default: one where nobody listens.'),
  },
  moment: 'route',
  needsTokens: true,
  begin:
    ({ url }) =>
    () => ({ do: 'endpoint', url }),
});
