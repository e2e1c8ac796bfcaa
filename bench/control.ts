// How late messages leave while many listen to all records: node bench/control.ts [clients] [messages a second] [seconds]
import { once } from 'node:events';
import { fork } from 'node:child_process';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openControl } from '../src/control/open-control.ts';
import { machineClock } from '../src/lib/clock.ts';
import { startRun } from '../src/run/run.ts';
import { loadScenario } from '../src/scenario/index.ts';

const [clients = 50, ratePerSec = 1000, seconds = 20] = process.argv.slice(2).map(Number);

/** The other side, in a process of its own: a receiver, and those who listen. */
function beOtherSide(): void {
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200).end());
  }).listen(0, '127.0.0.1', () => process.send?.({ port: (receiver.address() as AddressInfo).port }));
  let bytes = 0;
  process.on('message', (url: string) => {
    for (let one = 0; one < Number(process.argv[3]); one++) {
      get(`${url}/v1/records`, (response) => response.on('data', (chunk: Buffer) => (bytes += chunk.length)));
    }
  });
  process.on('disconnect', () => {
    process.stdout.write(`${process.argv[3]} clients read ${Math.round(bytes / 1e6)} MB\n`);
    process.exit();
  });
}

async function measure(listening: number): Promise<void> {
  const other = fork(import.meta.filename, ['other', String(listening)]);
  const [{ port }] = (await once(other, 'message')) as [{ port: number }];
  const scenario = loadScenario({
    file: 'bench.yaml',
    text: `
duration: 300d
pace: { rate: ${ratePerSec} }
centre:
  queues: [{ name: Sales }]
  agents: [{ name: agent, count: 50, queues: [Sales] }]
traffic: [{ profile: voice, queue: Sales, per_hour: 400 }]
targets: { asapp: { raw: { url: 'http://127.0.0.1:${port}/' } } }`,
  });
  const opened = await openControl({
    port: 0,
    clock: machineClock,
    version: '0',
    onError: (error) => process.emitWarning(String(error)),
  });
  const began = process.cpuUsage();
  const run = await startRun(scenario, {
    keep: 10_000,
    stopAfterMs: seconds * 1000,
    begin: async (begun) => {
      opened.control.hold(begun);
      other.send(opened.url);
      while (opened.control.held.feed.readerCount < listening) await machineClock.turn();
    },
  });
  const { summary } = await run.result;
  const { user, system } = process.cpuUsage(began);
  const { latenessMs, delivered } = summary;
  process.stdout.write(
    `${listening} clients, ${delivered} delivered: lateness p50 ${latenessMs.p50} ms, p99 ${latenessMs.p99} ms, max ${latenessMs.max} ms, ${Math.round((user + system) / seconds / 10_000)} % of a core\n`,
  );
  await opened.close();
  other.disconnect();
  await once(other, 'exit');
}

if (process.argv[2] === 'other') beOtherSide();
else {
  await measure(0);
  await measure(clients);
}
