import { z } from 'zod';
import { drawInteger } from '../../lib/random.ts';
import { durationBetween } from '../../lib/schema.ts';
import { anyChannel, defineFault } from '../fault.ts';

/** Later messages of the same feed overtake the message. */
export const reorder = defineFault({
  name: 'reorder',
  about: 'Later messages of the same feed leave before it.',
  args: {
    within: z
      .int()
      .min(1)
      .max(10_000)
      .default(3)
      .describe('It lets 1 to so many later messages of its feed pass; how many is drawn.'),
    at_most: durationBetween(1, 86_400_000, 'a duration from 1ms to 24h, such as 1m')
      .prefault('1m')
      .describe('The longest that it waits for them, in simulated time.'),
  },
  channels: () => anyChannel,
  begin:
    ({ within, at_most: atMostMs }) =>
    (_draft, { uniform }) => ({ do: 'let-pass', messages: drawInteger(uniform, 1, within), atMostMs }),
});
