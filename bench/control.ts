// How late messages leave while many listen to all records: node bench/control.ts [clients] [messages a second] [seconds]
import { once } from 'node:events';
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { openControl } from '../src/control/open-control.ts';
import { machineClock } from '../src/lib/clock.ts';
import { startRun } from '../src/run/run.ts';
import { loadScenario } from '../src/scenario/index.ts';

const [clients = 50, ratePerSec = 1000, seconds = 20] = process.argv.slice(2).map(Number);

/** A receiver, in a process of its own: those who listen must not delay its answers, which are not what is measured. */
function beReceiver(): void {
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200).end());
  }).listen(0, '127.0.0.1', () => process.send?.({ port: (receiver.address() as AddressInfo).port }));
  process.on('disconnect', () => process.exit());
}

/** Those who listen, in a process of their own. */
function beListeners(): void {
  let bytes = 0;
  process.on('message', (url: string) => {
    for (let one = 0; one < Number(process.argv[3]); one++) {
      const { host, hostname, port } = new URL(url);
      connect({
        host: hostname,
        port: Number(port),
        onread: { buffer: Buffer.alloc(256 * 1024), callback: (length) => ((bytes += length), true) },
      }).write(`GET /v1/records HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    }
  });
  process.on('disconnect', () => {
    process.stdout.write(`${process.argv[3]} clients read ${Math.round(bytes / 1e6)} MB\n`);
    process.exit();
  });
}

async function measure(listening: number): Promise<void> {
  const receiver = fork(import.meta.filename, ['receiver']);
  const listeners = fork(import.meta.filename, ['listeners', String(listening)]);
  const [{ port }] = (await once(receiver, 'message')) as [{ port: number }];
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
      listeners.send(opened.url);
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
  for (const child of [receiver, listeners]) {
    child.disconnect();
    await once(child, 'exit');
  }
}

if (process.argv[2] === 'receiver') beReceiver();
else if (process.argv[2] === 'listeners') beListeners();
else {
  await measure(0);
  await measure(clients);
}
