/**
 * How many ASAPP messages one core renders in a second: the specimen's day, again and again, all three feeds.
 * The figure per second of CPU time also counts the collector's threads, and does not depend on who else is busy.
 * Run: node bench/asapp-render.ts [seconds]
 */
import { machineClock } from '../src/lib/clock.ts';
import { asappConfig } from '../src/dialects/asapp/config.ts';
import { createAsapp } from '../src/dialects/asapp/index.ts';
import { specimenView } from '../test/kit/asapp/view.ts';
import { specimenEvents } from '../test/kit/asapp/events.ts';

const seconds = Number(process.argv[2] ?? 3);
const url = 'https://receiver.example/asapp';
const config = asappConfig.parse({ feeds: { activity: { url }, journey: { url }, queue: { url } } });
const dialect = createAsapp(config, { seed: 1 });
const noon = Date.UTC(2026, 2, 2, 12);
const view = specimenView(noon);

let at = noon;
function playDay(): [messages: number, bytes: number] {
  let [messages, bytes] = [0, 0];
  for (const event of specimenEvents) {
    for (const { body } of dialect.render({ ...event, at: (at += 1000) }, view)) {
      messages++;
      // Counting bytes also joins the text, which V8 would otherwise put off until it is sent.
      bytes += Buffer.byteLength(body);
    }
  }
  return [messages, bytes];
}

for (let warmUp = 0; warmUp < 500; warmUp++) playDay();
const startMs = machineClock.monotonicMs();
const startCpu = process.cpuUsage();
let [messages, bytes, elapsedMs] = [0, 0, 0];
while (elapsedMs < seconds * 1000) {
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
