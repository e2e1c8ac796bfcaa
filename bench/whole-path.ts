/**
 * What a message costs on its whole way (centre, dialect, JSON, TLS, books), beside autocannon and a bare socket: as many messages
 * each over 16 connections to an nginx that requires client certificates, in turn and in the same minutes. It is the CPU time of
 * the process, less that of one which sends next to nothing. What is measured is `dist`, as users have it: `npm run build` before.
 * Run: node bench/whole-path.ts [simulated hours, 75,000 messages each] [rounds] [--json]
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPlace, runNode, writePeak } from './whole-path/place.ts';

const isJson = process.argv.includes('--json');
const [hours = 2, rounds = 3] = process.argv
  .slice(2)
  .filter((argument) => argument !== '--json')
  .map(Number);
const root = path.resolve(import.meta.dirname, '..');
const phoney = path.join(root, 'dist/cli/main.js');
const connections = 16;

/** So many messages, and the CPU time of the process that sent them. */
interface Cost {
  readonly messages: number;
  readonly cpuMicros: number;
}

const place = await openPlace();
const bodies = makeBodies();
const { messages } = runPhoney(`${hours}h`);
const contestants: Readonly<Record<string, (isLong: boolean) => Cost>> = {
  'autocannon, one body': (isLong) => runAutocannon(isLong ? messages : connections),
  'bare socket, the same bodies': (isLong) => runBareSocket(isLong ? messages : connections),
  'phoney, the whole path': (isLong) => runPhoney(isLong ? `${hours}h` : '2s'),
};
const micros = new Map(Object.keys(contestants).map((name) => [name, [] as number[]]));
for (let round = 0; round < rounds; round++) {
  for (const [name, run] of Object.entries(contestants)) {
    const [short, long] = [run(false), run(true)];
    micros.get(name)?.push((long.cpuMicros - short.cpuMicros) / (long.messages - short.messages));
  }
}
await place.close();
const peer = median(micros.get('autocannon, one body') ?? []);
if (isJson) process.stdout.write(`${JSON.stringify({ messages, cpuMicros: Object.fromEntries(micros) })}\n`);
else printTable();

function printTable(): void {
  print(`${messages} messages`, 'CPU µs per message', 'to autocannon', 'rounds');
  for (const [name, all] of micros) {
    const one = median(all);
    print(name, one.toFixed(1), (one / peer).toFixed(2), all.map((each) => each.toFixed(1)).join(' '));
  }
}

function runPhoney(duration: string): Cost {
  const peak = writePeak(place, connections, { duration, pace: 'max', expect: [] });
  const { stdout, cpuMicros } = runNode(place, [phoney, 'run', peak, '--json', '--quiet']);
  const { books } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
    books: { readonly rendered: number; readonly delivered: number };
  };
  if (books.delivered !== books.rendered) throw new Error(`Not all were delivered: ${stdout}`);
  return { messages: books.delivered, cpuMicros };
}

function runAutocannon(amount: number): Cost {
  const autocannon = fileURLToPath(import.meta.resolve('autocannon'));
  const tls = [
    '--cert',
    place.file('client.pem'),
    '--key',
    place.file('client-key.pem'),
    '--ca',
    place.file('ca.pem'),
  ];
  const post = ['-m', 'POST', '-H', 'content-type=application/json', '--input', bodies.one];
  const load = ['-c', String(connections), '-a', String(amount), '--json', '--no-progress'];
  const { stdout, cpuMicros } = runNode(place, [autocannon, ...load, ...post, ...tls, place.url]);
  const { requests, non2xx } = JSON.parse(stdout) as { requests: { total: number }; non2xx: number };
  if (non2xx > 0) throw new Error(`${non2xx} answers of autocannon's were none.`);
  return { messages: requests.total, cpuMicros };
}

function runBareSocket(count: number): Cost {
  const socket = path.join(import.meta.dirname, 'whole-path/bare-socket.ts');
  const { cpuMicros } = runNode(place, [
    socket,
    bodies.all,
    place.directory,
    String(place.port),
    String(count),
  ]);
  return { messages: count, cpuMicros };
}

/** Messages of the scenario, and the body of one as long as the middle one. */
function makeBodies(): { readonly all: string; readonly one: string } {
  const peak = writePeak(place, connections, { duration: '20m' });
  const { stdout } = runNode(place, [phoney, 'run', peak, '--dry-run']);
  const lines = stdout.trim().split('\n');
  const all = lines.map((line) => (JSON.parse(line) as { readonly body: string }).body);
  const byLength = all.toSorted((a, b) => a.length - b.length);
  const files = { all: place.file('bodies.ndjson'), one: place.file('body.json') };
  writeFileSync(files.all, stdout);
  writeFileSync(files.one, byLength[Math.floor(byLength.length / 2)] ?? '');
  return files;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function print(name: string, ...columns: string[]): void {
  process.stdout.write(`${name.padEnd(30)}${columns.map((column) => column.padStart(20)).join('')}\n`);
}
