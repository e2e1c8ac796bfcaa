/**
 * How punctual messages are at a rate, as their receiver sees it: phoney's, then autocannon's (`-R`), to the same receiver in
 * the same minutes. Lateness is against an even schedule over the whole run, from the first message on.
 * What is measured is `dist`, as users have it: `npm run build` before.
 *
 *     node bench/punctuality.ts [--rate 1000] [--seconds 30] [--json]
 */
import { parseArgs } from 'node:util';
import { openSetting, startAutocannon, startLoad, type Setting, type Started } from './load/setting.ts';
import type { Arrivals } from './load/receiver.ts';

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
});
const { rate, seconds } = values;

const phoney = await measure((setting) => startLoad(setting, ['--rate', rate, '--duration', `${seconds}s`]));
const autocannon = await measure((setting) => startAutocannon(setting, ['-R', rate, '-d', seconds]));
const found = { ratePerSec: Number(rate), seconds: Number(seconds), phoney, autocannon };
if (values.json) process.stdout.write(`${JSON.stringify(found)}\n`);
else for (const [name, arrivals] of Object.entries({ phoney, autocannon })) tell(name, arrivals);

async function measure(begin: (setting: Setting) => Started): Promise<Arrivals> {
  const setting = await openSetting(Number(rate));
  await begin(setting).ended;
  const arrivals = await setting.arrivals();
  await setting.close();
  return arrivals;
}

function tell(
  name: string,
  { requests, perSecond, lateMs, lateMsLater, gapMs, connections }: Arrivals,
): void {
  const shown = { 'late ms': lateMs, 'later ms': lateMsLater, 'gap ms': gapMs };
  process.stdout.write(
    `${name}: ${requests} requests over ${connections} connections, ${perSecond} a second\n`,
  );
  for (const [what, figures] of Object.entries(shown))
    process.stdout.write(`  ${what.padEnd(9)}${JSON.stringify(figures)}\n`);
}
