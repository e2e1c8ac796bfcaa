/**
 * How fast the simulation alone is, and whether it remembers what is over: agents at about 85 % occupancy, no dialect, nothing
 * sent. After each simulated hour the heap is collected and looked at, which is not counted in the time.
 *
 *     node bench/centre.ts [--agents 500] [--hours 8] [--seed 1] [--json]
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createCentre, type Centre } from '../src/centre/centre.ts';
import { centreSchema } from '../src/centre/config/centre-config.ts';
import { trafficSchema } from '../src/centre/config/traffic-config.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 0, 5, 8);
const busy = new Set(['allocated', 'on-contact', 'wrap-up']);

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '500' },
    hours: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [agents, hours, seed] = [values.agents, values.hours, values.seed].map(Number) as [
  number,
  number,
  number,
];
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const found = play();
if (values.json) process.stdout.write(`${JSON.stringify(found)}\n`);
else tell(found);

/** What came of it. `tookMs` is wall time, `cpuMs` that of all threads, `threadMs` that of the simulation's own. */
interface Found {
  readonly agents: number;
  readonly hours: number;
  readonly seed: number;
  readonly events: number;
  readonly steps: number;
  readonly occupancy: number;
  readonly tookMs: number;
  readonly cpuMs: number;
  readonly threadMs: number;
  readonly eventsPerSec: number;
  /** At the beginning, and after each simulated hour. */
  readonly heapMb: readonly number[];
}

function play(): Found {
  const time = { tookMs: 0, cpuMs: 0, threadMs: 0 };
  const heapMb = [heapAfterCollection()];
  const endMs = startMs + hours * hourMs;
  const centre = timed(time, () => openCentre(endMs));
  const sums = { events: 0, steps: 0, busyMs: 0 };
  for (let untilMs = startMs + hourMs; ; untilMs += hourMs) {
    timed(time, () => playUntil(centre, Math.min(untilMs, endMs), sums));
    heapMb.push(heapAfterCollection());
    if (untilMs >= endMs) break;
  }
  const { events, steps, busyMs } = sums;
  const occupancy = Number((busyMs / (hours * hourMs * agents)).toFixed(3));
  const eventsPerSec = Math.round((events / time.tookMs) * 1000);
  const [tookMs, cpuMs, threadMs] = [time.tookMs, time.cpuMs, time.threadMs].map(Math.round) as [
    number,
    number,
    number,
  ];
  return { agents, hours, seed, events, steps, occupancy, tookMs, cpuMs, threadMs, eventsPerSec, heapMb };
}

function openCentre(endMs: number): Centre {
  const sized = (of500: number): number => Math.max(1, Math.round((of500 * agents) / 500));
  const config = centreSchema.parse({
    queues: [
      { name: 'Sales', channel: 'voice' },
      { name: 'Service', channel: 'voice' },
      { name: 'Chat', channel: 'chat' },
    ],
    agents: [
      { name: 'sales', count: sized(160), queues: ['Sales'] },
      { name: 'service', count: sized(330), queues: ['Service', 'Sales'] },
      { name: 'chat', count: sized(10), queues: ['Chat'] },
    ],
  });
  const traffic = trafficSchema.parse([
    { profile: 'voice', queue: 'Sales', per_hour: sized(1090) },
    { profile: 'voice', queue: 'Service', per_hour: sized(1900) },
    { profile: 'chat', queue: 'Chat', per_hour: sized(2000) },
  ]);
  return createCentre({ config, traffic, seed, startMs, endMs });
}

function playUntil(
  centre: Centre,
  untilMs: number,
  sums: { events: number; steps: number; busyMs: number },
): void {
  while (centre.nextAt <= untilMs) {
    sums.steps++;
    for (const event of centre.step()) {
      sums.events++;
      if (event.type === 'agent.state-changed' && busy.has(event.from)) sums.busyMs += event.previousMs;
    }
  }
}

/** Adds what `act` takes. */
function timed<Result>(time: { tookMs: number; cpuMs: number; threadMs: number }, act: () => Result): Result {
  const [began, cpu, thread] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
  const result = act();
  time.tookMs += performance.now() - began;
  time.cpuMs += sumMs(process.cpuUsage(cpu));
  time.threadMs += sumMs(process.threadCpuUsage(thread));
  return result;
}

function heapAfterCollection(): number {
  collect();
  return Number((process.memoryUsage().heapUsed / 1e6).toFixed(1));
}

function tell(of: Found): void {
  process.stdout.write(
    `${of.hours} h of ${of.agents} agents (seed ${of.seed}, occupancy ${of.occupancy}): ${of.events.toLocaleString('en')} events in ${(of.tookMs / 1000).toFixed(2)} s, ${of.eventsPerSec.toLocaleString('en')} a second; CPU ${(of.cpuMs / 1000).toFixed(2)} s, ${(of.threadMs / 1000).toFixed(2)} s of it the simulation's thread\n` +
      `heap at the beginning and after each hour: ${of.heapMb.map((mb) => `${mb} MB`).join(', ')}\n`,
  );
}

function sumMs({ user, system }: { readonly user: number; readonly system: number }): number {
  return (user + system) / 1000;
}
