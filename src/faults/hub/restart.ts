import { realTime } from './fields.ts';
import { defineHubFault } from './hub-fault.ts';

/** The hub's process ends and comes back. */
export const restart = defineHubFault({
  name: 'restart',
  about:
    'When it begins, all connections break off at once with everything that clients asked for; the hub lets nobody in until it is back.',
  args: {
    back_after: realTime
      .default(5000)
      .describe('How long it hangs up on whoever calls. Real time. Default: 5s.'),
  },
  moment: 'hub',
  begin:
    ({ back_after: downMs }) =>
    () => ({ do: 'restart', downMs }),
});
