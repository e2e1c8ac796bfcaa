import { z } from 'zod';
import { anyChannel, defineFault } from '../fault.ts';

/** An outage on the vendor's side: nothing is lost, and everything comes late. */
export const hold = defineFault({
  name: 'hold',
  about:
    'An outage: what it touches is kept while it lasts, and sent in its order when it is over, or when the day is.',
  args: {
    replay_rate: z
      .number()
      .positive()
      .max(1_000_000)
      .optional()
      .describe(
        'At the most so many messages a second of simulated time; what comes meanwhile queues up behind. Default: all at once.',
      ),
  },
  channels: () => anyChannel,
  begin:
    ({ replay_rate: rate }) =>
    () => ({ do: 'keep', ratePerSec: rate ?? null }),
});
