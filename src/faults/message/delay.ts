import { randomLogNormal } from 'd3-random';
import { z } from 'zod';
import type { Uniform } from '../../lib/random.ts';
import { durationBetween } from '../../lib/schema.ts';
import { anyChannel, defineFault } from '../fault.ts';
import { defineHubFault } from '../hub/hub-fault.ts';

const length = durationBetween(1, 86_400_000, 'a duration from 1ms to 24h, such as 2s');
/** The quantile of the standard normal distribution at 99 %. */
const z99 = 2.326_347_874_040_841;

/** How long, as it is read. */
const lengthSchema = z
  .union([
    length,
    z
      .strictObject({
        from: length.describe('The shortest.'),
        to: length.describe('The longest.'),
      })
      .refine(({ from, to }) => from <= to, { message: 'from is longer than to. Exchange them.' }),
    z
      .strictObject({
        median: length.describe('Half of them are shorter.'),
        p99: length.describe('99 % of them are shorter.'),
      })
      .refine(({ median, p99 }) => median <= p99, {
        message: 'median is longer than p99. Exchange them.',
      }),
  ])
  .describe(
    'How long, in simulated time: 2s, or {from: 1s, to: 5s} for anything between, each as likely, or {median: 1s, p99: 8s} for a lognormal distribution.',
  );

/** The same where the vendor is called: a request is answered so much later, in real time. */
const delayAtRoute = defineHubFault({
  name: 'delay',
  about: 'A request to one of the vendor’s routes is answered late.',
  args: {},
  moment: 'route',
  begin: ({ by }: { readonly by?: z.output<typeof lengthSchema> }) => {
    const draw = lengths(by ?? 0);
    return (uniform) => ({ do: 'wait', ms: draw(uniform) });
  },
});

/** The message leaves later than it should. */
export const delay = defineFault({
  name: 'delay',
  about: 'The message leaves later. With a path in where: requests to that route are answered later.',
  args: {
    by: lengthSchema,
    in_order: z
      .boolean()
      .default(false)
      .describe(
        'True: a message of a feed waits for those before it. False: a shorter delay overtakes a longer one.',
      ),
  },
  channels: () => anyChannel,
  elsewhere: { kind: delayAtRoute, keys: ['path'] },
  begin: ({ by, in_order: inOrder }) => {
    const draw = lengths(by);
    return (_draft, { uniform }) => ({ do: 'delay', byMs: draw(uniform), inOrder });
  },
});

function lengths(by: z.output<typeof lengthSchema>): (uniform: Uniform) => number {
  if (typeof by === 'number') return () => by;
  if ('from' in by) return (uniform) => Math.round(by.from + uniform() * (by.to - by.from));
  const mu = Math.log(by.median);
  const sigma = Math.log(by.p99 / by.median) / z99;
  return (uniform) => Math.round(randomLogNormal.source(uniform)(mu, sigma)());
}
