// What a share pays for each message of the run: for those that others send it plays the whole centre and renders everything, its
// own it sends, over plain HTTP to a receiver in a process of its own. CPU, not wall time: node bench/share.ts
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { targetEverything } from '../src/dialects/index.ts';
import { loadScenarioFor } from '../src/load/load-scenario.ts';
import type { RunOptions } from '../src/run/options.ts';
import { startRun } from '../src/run/run.ts';
import { loadScenario } from '../src/scenario/index.ts';

const receiver = spawn(process.execPath, [
  '-e',
  `const server = require('node:http').createServer((request, response) => request.resume().on('end', () => response.end()));
   server.listen(0, '127.0.0.1', () => console.log(server.address().port));`,
]);
const [port] = (await once(receiver.stdout, 'data')) as [Buffer];

const scenario = {
  ...loadScenario({ ...loadScenarioFor(10_000, 'both'), pace: 'max' }),
  targets: targetEverything('asapp', `http://127.0.0.1:${port.toString().trim()}/`),
};

/** Plays it, and tells the CPU in µs. */
async function play(options: RunOptions): Promise<{ readonly cpuUs: number; readonly rendered: number }> {
  const before = process.cpuUsage();
  const run = await startRun(scenario, options);
  const { summary } = await run.result;
  const { user, system } = process.cpuUsage(before);
  return { cpuUs: user + system, rendered: summary.rendered };
}

let all = 0;
await play({ instead: { send: () => void all++ } });
const nothing = { instead: { send: () => undefined }, share: { index: 0, count: 1_000_000 } };
const { cpuUs } = await play(nothing);
process.stdout.write(`rendering all and sending none: ${(cpuUs / all).toFixed(1)} µs CPU a message\n`);
await play({ stopAfterMs: 4000 });
const whole = await play({ stopAfterMs: 12_000 });
process.stdout.write(
  `rendering and sending: ${(whole.cpuUs / whole.rendered).toFixed(1)} µs CPU a message\n`,
);
receiver.kill();
