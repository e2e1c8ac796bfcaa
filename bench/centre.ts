/**
 * How fast the simulation alone is: eight hours of 500 agents at about 85 % occupancy, no dialect, nothing sent.
 * Run with `node bench/centre.ts [seed]`; prints one line of JSON.
 */
import { performance } from 'node:perf_hooks';
import { createCentre } from '../src/centre/centre.ts';
import { centreSchema } from '../src/centre/config/centre-config.ts';
import { trafficSchema } from '../src/centre/config/traffic-config.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 0, 5, 8);
const endMs = startMs + 8 * hourMs;

const config = centreSchema.parse({
  queues: [
    { name: 'Sales', channel: 'voice' },
    { name: 'Service', channel: 'voice' },
    { name: 'Chat', channel: 'chat' },
  ],
  agents: [
    { name: 'sales', count: 160, queues: ['Sales'] },
    { name: 'service', count: 330, queues: ['Service', 'Sales'] },
    { name: 'chat', count: 10, queues: ['Chat'] },
  ],
});
const traffic = trafficSchema.parse([
  { profile: 'voice', queue: 'Sales', per_hour: 1090 },
  { profile: 'voice', queue: 'Service', per_hour: 1900 },
  { profile: 'chat', queue: 'Chat', per_hour: 2000 },
]);

const seed = Number(process.argv[2] ?? 1);
const busy = new Set(['allocated', 'on-contact', 'wrap-up']);
process.stdout.write(`${JSON.stringify({ seed, agents: agentMix(), ...play() })}\n`);

/** Plays the eight hours. `tookMs` is wall time, `cpuMs` that of all threads, `threadMs` that of the simulation's own. */
function play(): Record<string, number> {
  const centre = createCentre({ config, traffic, seed, startMs, endMs });
  const cpuBefore = process.cpuUsage();
  const threadBefore = process.threadCpuUsage();
  const began = performance.now();
  let events = 0;
  let steps = 0;
  let busyMs = 0;
  while (centre.nextAt <= endMs) {
    steps++;
    for (const event of centre.step()) {
      events++;
      if (event.type === 'agent.state-changed' && busy.has(event.from)) busyMs += event.previousMs;
    }
  }
  const tookMs = Math.round(performance.now() - began);
  const cpuMs = sumMs(process.cpuUsage(cpuBefore));
  const threadMs = sumMs(process.threadCpuUsage(threadBefore));
  const occupancy = Number((busyMs / (8 * hourMs * 500)).toFixed(3));
  const eventsPerSec = Math.round((events / tookMs) * 1000);
  return { events, steps, occupancy, tookMs, cpuMs, threadMs, eventsPerSec };
}

function agentMix(): Record<string, number | undefined> {
  return Object.fromEntries(config.agents.map(({ name, count }) => [name, count]));
}

function sumMs({ user, system }: { readonly user: number; readonly system: number }): number {
  return Math.round((user + system) / 1000);
}
