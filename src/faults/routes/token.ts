import { z } from 'zod';
import { defineHubFault, tokenFlaws } from '../hub/hub-fault.ts';

/** The token endpoint hands out a token that is no good. */
export const token = defineHubFault({
  name: 'token',
  about: 'The token endpoint answers with a token that the hub refuses, or with that of somebody else.',
  args: { how: z.enum(tokenFlaws).describe('What is wrong with it.') },
  moment: 'route',
  needsTokens: true,
  begin:
    ({ how }) =>
    () => ({ do: 'token', how }),
});
