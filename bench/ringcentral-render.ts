/**
 * How many RingCentral messages one core renders in a second: the specimen's day, again and again.
 * The figure per second of CPU time also counts the collector's threads, and does not depend on who else is busy.
 * Run: node bench/ringcentral-render.ts [json|url-encoded] [time zone] [seconds]
 */
import { ringcentralConfig } from '../src/dialects/ringcentral/config.ts';
import { createRingcentral } from '../src/dialects/ringcentral/index.ts';
import { specimenSteps } from '../test/kit/ringcentral/events.ts';
import { machineClock } from '../src/lib/clock.ts';

const [form = 'json', timeZone = 'UTC', seconds = '3'] = process.argv.slice(2);
const url = 'https://receiver.example/wfm';
const config = ringcentralConfig.parse({
  time_zone: timeZone,
  wfm: { agent_event_url: url, call_event_url: url, send_body_as_json: form === 'json' },
});
const dialect = createRingcentral(config, {
  seed: 1,
  publicUrl: 'http://127.0.0.1:8080',
  env: {},
  probe: () => Promise.resolve({ status: null, headers: {}, error: 'nothing is sent' }),
  wallMs: () => machineClock.wallMs(),
});
const steps = specimenSteps(Date.UTC(2026, 2, 2, 12), 'inbound', 'answered');
const dayMs = 200_000;

let days = 0;
function playDay(): [messages: number, bytes: number] {
  let [messages, bytes] = [0, 0];
  days++;
  for (const { event, view } of steps) {
    for (const draft of dialect.render({ ...event, at: event.at + days * dayMs }, view)) {
      messages++;
      // Counting bytes also joins the text, which V8 would otherwise put off until it is sent.
      bytes += Buffer.byteLength(draft.url) + Buffer.byteLength(draft.body);
    }
  }
  return [messages, bytes];
}

for (let warmUp = 0; warmUp < 500; warmUp++) playDay();
const startMs = machineClock.monotonicMs();
const startCpu = process.cpuUsage();
let [messages, bytes, elapsedMs] = [0, 0, 0];
while (elapsedMs < Number(seconds) * 1000) {
  const [more, size] = playDay();
  messages += more;
  bytes += size;
  elapsedMs = machineClock.monotonicMs() - startMs;
}
const { user, system } = process.cpuUsage(startCpu);
const perSecond = Math.round((messages / elapsedMs) * 1000);
const perCpuSecond = Math.round((messages / (user + system)) * 1_000_000);
process.stdout.write(
  `${perSecond} messages/s, ${perCpuSecond} per second of CPU time, ${Math.round(bytes / messages)} bytes each in the mean\n`,
);
