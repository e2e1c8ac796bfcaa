/**
 * What clients that flood the hub do to the others: how long a call of ten quiet clients takes, while all is calm and while others send
 * as fast as the hub takes it, in turn and in short spells of the same minutes. The hub, the flooding clients and the quiet ones (this
 * process) have a process each.
 *
 *     node bench/signalr-flood.ts [--flooders 1,20] [--spells 6] [--seconds 1.5] [--json]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { clientFrame, openingRequest } from './hub/client-frame.ts';

const { values } = parseArgs({
  options: {
    flooders: { type: 'string', default: '1,20' },
    spells: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '1.5' },
    json: { type: 'boolean', default: false },
  },
});
const quietClients = 10;
const call = clientFrame('{"type":1,"invocationId":"1","target":"Echo","arguments":[1]}\u001e');
const pauseMs = 5;

const server = fork(new URL('hub/echo-server.ts', import.meta.url), { execArgv: [] });
const [{ url }] = (await once(server, 'message')) as [{ readonly url: string }];
const port = Number(new URL(url).port);

/** Calls again and again until `isOver`; answers how long each call took, in ms. */
async function callOften(isOver: () => boolean): Promise<number[]> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  socket.write(openingRequest('/'));
  socket.write(clientFrame('{"protocol":"json","version":1}\u001e'));
  await untilHeard(socket, '{}\u001e');
  const took: number[] = [];
  while (!isOver()) {
    const startedMs = performance.now();
    socket.write(call);
    await untilHeard(socket, '"result":1}\u001e');
    took.push(performance.now() - startedMs);
    await sleep(pauseMs);
  }
  socket.destroy();
  return took;
}

async function untilHeard(socket: ReturnType<typeof connect>, what: string): Promise<void> {
  for (let heard = ''; !heard.includes(what);) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    heard += chunk.toString('latin1');
  }
}

async function spell(): Promise<number[]> {
  const endMs = performance.now() + Number(values.seconds) * 1000;
  const all = Array.from({ length: quietClients }, () => callOften(() => performance.now() >= endMs));
  return (await Promise.all(all)).flat();
}

function percentile(took: readonly number[], percent: number): number {
  const sorted = took.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
}

const rows: Record<string, unknown>[] = [];
for (const kind of ['small', 'long', 'unknown']) {
  for (const flooders of values.flooders.split(',')) {
    const flood = fork(new URL('hub/flooder.ts', import.meta.url), [url, flooders, kind], { execArgv: [] });
    await sleep(500);
    const took: Record<'calm' | 'flooded', number[]> = { calm: [], flooded: [] };
    for (let i = 0; i < Number(values.spells); i++) {
      took.calm.push(...(await spell()));
      flood.send('flood');
      took.flooded.push(...(await spell()));
      flood.send('calm');
      await sleep(300);
    }
    flood.kill();
    const [calm, flooded] = [took.calm, took.flooded].map((each) => ({
      p50: percentile(each, 50),
      p99: percentile(each, 99),
      max: Math.max(...each),
    }));
    if (calm === undefined || flooded === undefined) continue;
    rows.push({ kind, flooders: Number(flooders), calm, flooded, p99Ratio: flooded.p99 / calm.p99 });
    const told = ({ p50, p99, max }: typeof calm): string =>
      [p50, p99, max].map((ms) => ms.toFixed(1).padStart(7)).join('');
    if (!values.json)
      process.stdout.write(
        `${flooders.padStart(3)} × ${kind.padEnd(8)} calm${told(calm)}   flooded${told(flooded)} ms (p50, p99, max)   p99 ${(flooded.p99 / calm.p99).toFixed(1)} ×\n`,
      );
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
server.kill();
process.exit(0);
