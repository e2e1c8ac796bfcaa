import { realTime } from './fields.ts';
import { defineHubFault } from './hub-fault.ts';

/** A hub that has just started. */
export const slowStart = defineHubFault({
  name: 'slow_start',
  about: 'The negotiation is answered late.',
  args: { by: realTime.default(5000).describe('How late, in real time. Default: 5s.') },
  moment: 'negotiate',
  hubOnly: true,
  begin:
    ({ by: ms }) =>
    () => ({ do: 'wait', ms }),
});
