/**
 * As much as one machine gives: `phoney load` at a rate that nobody holds, with one worker and with two, beside autocannon and a
 * bare socket, over 16 connections each to an nginx that requires client certificates, in the same minutes. Of each a short run
 * is taken from a long one, so that what begins and ends does not count.
 * What is measured is `dist`, as users have it: `npm run build` before. Debian's nginx has to be installed.
 *
 *     node bench/throughput.ts [--seconds 10] [--json]
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openPlace, runNode, writePeak } from './whole-path/place.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, json: { type: 'boolean', default: false } },
});
const seconds = Number(values.seconds);
const shortSeconds = 3;
const phoney = path.resolve(import.meta.dirname, '../dist/cli/main.js');
/** So many messages are sent by a bare socket in a second, about. */
const barePerSec = 40_000;

/** What one run came to. */
interface Taken {
  readonly messages: number;
  readonly cpuMicros: number;
  readonly tookMs: number;
}

/** What one contestant gives. */
interface Given {
  readonly perSec: number;
  readonly cpuMicrosPerMessage: number;
}

const place = await openPlace();
const bodies = writeBodies();
const contestants: Readonly<Record<string, (seconds: number) => Taken>> = {
  bareSocket: runBareSocket,
  autocannon: runAutocannon,
  'phoney, 1 worker': (seconds) => runPhoney(seconds, 1),
  'phoney, 2 workers': (seconds) => runPhoney(seconds, 2),
};
const found: Record<string, Given> = {};
for (const [name, run] of Object.entries(contestants)) {
  const [short, long] = [run(shortSeconds), run(shortSeconds + seconds)];
  const messages = long.messages - short.messages;
  found[name] = {
    perSec: Math.round((messages / (long.tookMs - short.tookMs)) * 1000),
    cpuMicrosPerMessage: Number(((long.cpuMicros - short.cpuMicros) / messages).toFixed(1)),
  };
}
await place.close();
if (values.json) process.stdout.write(`${JSON.stringify({ seconds, ...found })}\n`);
else {
  for (const [name, { perSec, cpuMicrosPerMessage }] of Object.entries(found))
    process.stdout.write(`${name.padEnd(20)}${perSec} messages/s, ${cpuMicrosPerMessage} µs of CPU each\n`);
}

function runPhoney(seconds: number, workers: number): Taken {
  const peak = writePeak(place, 16, { expect: [], pace: undefined });
  const flags = ['--rate', '100000', '--duration', `${seconds}s`, '--workers', String(workers)];
  const { stdout, cpuMicros } = runNode(place, [phoney, 'load', peak, '--json', '--quiet', ...flags]);
  const { books } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { books: { delivered: number } };
  return { messages: books.delivered, cpuMicros, tookMs: seconds * 1000 };
}

function runAutocannon(seconds: number): Taken {
  const autocannon = fileURLToPath(import.meta.resolve('autocannon'));
  const post = ['-m', 'POST', '-H', 'content-type=application/json', '--input', bodies.one];
  const load = ['-c', '16', '-d', String(seconds), '--json', '--no-progress'];
  const [cert, key, ca] = [place.file('client.pem'), place.file('client-key.pem'), place.file('ca.pem')];
  const tls = ['--cert', cert, '--key', key, '--ca', ca];
  const { stdout, cpuMicros } = runNode(place, [autocannon, ...load, ...post, ...tls, place.url]);
  const { requests } = JSON.parse(stdout) as { requests: { total: number } };
  return { messages: requests.total, cpuMicros, tookMs: seconds * 1000 };
}

function runBareSocket(seconds: number): Taken {
  const socket = path.join(import.meta.dirname, 'whole-path/bare-socket.ts');
  const count = seconds * barePerSec;
  const began = performance.now();
  const args = [socket, bodies.all, place.directory, String(place.port), String(count)];
  const { cpuMicros } = runNode(place, args);
  return { messages: count, cpuMicros, tookMs: performance.now() - began };
}

/** Messages of the scenario, and the body of one as long as the middle one. */
function writeBodies(): { readonly all: string; readonly one: string } {
  const peak = writePeak(place, 16, { duration: '20m' });
  const { stdout } = runNode(place, [phoney, 'run', peak, '--dry-run']);
  const byLength = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly body: string }).body)
    .toSorted((a, b) => a.length - b.length);
  const files = { all: place.file('bodies.ndjson'), one: place.file('body.json') };
  writeFileSync(files.all, stdout);
  writeFileSync(files.one, byLength[Math.floor(byLength.length / 2)] ?? '');
  return files;
}
