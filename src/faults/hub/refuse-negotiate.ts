import { z } from 'zod';
import { defineHubFault } from './hub-fault.ts';

/** Negotiations fail. */
export const refuseNegotiate = defineHubFault({
  name: 'refuse_negotiate',
  about: 'The negotiation is answered with an error status.',
  args: { status: z.int().min(400).max(599).default(503).describe('The status. Default: 503.') },
  moment: 'negotiate',
  hubOnly: true,
  begin:
    ({ status }) =>
    () => ({ do: 'refuse', status }),
});
