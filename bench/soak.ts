/**
 * Whether a load that goes on for minutes stays punctual and needs no more memory by and by: `phoney load` at a rate, its
 * resident memory looked at every second, its messages as their receiver sees them.
 * What is measured is `dist`, as users have it: `npm run build` before.
 *
 *     node bench/soak.ts [--rate 1000] [--minutes 10] [--json]
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { machineClock } from '../src/lib/clock.ts';
import type { Arrivals } from './load/receiver.ts';
import { booksOf, openSetting, startLoad } from './load/setting.ts';

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});
const { rate } = values;
const minutes = Number(values.minutes);

/** What came of it. */
interface Found {
  readonly ratePerSec: number;
  readonly minutes: number;
  readonly delivered: number;
  readonly undelivered: number;
  /** The most resident memory in each tenth of the time, in MB. */
  readonly memoryMb: readonly number[];
  readonly arrivals: Arrivals;
}

const found = await soak();
if (values.json) process.stdout.write(`${JSON.stringify(found)}\n`);
else {
  const { delivered, undelivered, memoryMb, arrivals } = found;
  process.stdout.write(
    `${minutes} min at ${rate} a second: ${delivered} delivered, ${undelivered} not; late ms at the receiver ${JSON.stringify(arrivals.lateMs)}\n` +
      `memory in each tenth of the time: ${memoryMb.map((mb) => `${mb} MB`).join(', ')}\n`,
  );
}

async function soak(): Promise<Found> {
  const setting = await openSetting(Number(rate));
  const { child, ended } = startLoad(setting, ['--rate', rate, '--duration', `${minutes * 60}s`]);
  const stop = new AbortController();
  const watched = watchMemory(child.pid, stop.signal);
  const { rendered, delivered } = booksOf(await ended);
  stop.abort();
  const memoryMb = tenths(await watched);
  const arrivals = await setting.arrivals();
  await setting.close();
  const undelivered = rendered - delivered;
  return { ratePerSec: Number(rate), minutes, delivered, undelivered, memoryMb, arrivals };
}

/** The resident memory of a process, every second, in MB. */
async function watchMemory(pid: number | undefined, signal: AbortSignal): Promise<number[]> {
  const found: number[] = [];
  while (!signal.aborted) {
    const kilobytes = Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
    if (kilobytes > 0) found.push(Math.round(kilobytes / 1024));
    await machineClock.sleep(1000, signal);
  }
  return found;
}

function tenths(all: readonly number[]): number[] {
  const size = Math.max(1, all.length / 10);
  return Array.from({ length: Math.min(10, all.length) }, (_, i) =>
    Math.max(
      ...all.slice(Math.floor(i * size), Math.max(Math.floor((i + 1) * size), Math.floor(i * size) + 1)),
    ),
  );
}
