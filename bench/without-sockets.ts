/**
 * What a message costs phoney itself: centre, dialect, JSON, the request, the answer, records and books, over connections that are
 * only made believe. It is the CPU time of the process per message, of one run after the other of the same five minutes of a centre:
 * the least of them, once code is compiled, hardly depends on who else is busy.
 * With --record every record is written as a line, too, to where it takes no room.
 * Run: node bench/without-sockets.ts [runs] [--record]
 */
import { createWriteStream, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { parse } from 'yaml';
import { LineWriter } from '../src/cli/run/line-writer.ts';
import { createHttpChannel } from '../src/channels/http/index.ts';
import type { Wire } from '../src/channels/http/wire.ts';
import { createDialects } from '../src/dialects/index.ts';
import { Faults } from '../src/faults/faults.ts';
import { machineClock as clock } from '../src/lib/clock.ts';
import { createRandom } from '../src/lib/random.ts';
import { formatRecord, type RecordSink } from '../src/record/record.ts';
import { Recorder } from '../src/record/recorder.ts';
import { SummaryFold } from '../src/record/summary.ts';
import { readyToSend } from '../src/run/backpressure.ts';
import { playLoop } from '../src/run/loop.ts';
import { Pacer } from '../src/run/pacer.ts';
import { createSource } from '../src/run/repeat.ts';
import { Sender } from '../src/run/sender.ts';
import { loadScenario, type ScenarioInput } from '../src/scenario/index.ts';

const isRecorded = process.argv.includes('--record');
const runs = Number(process.argv.slice(2).find((argument) => argument !== '--record') ?? 40);
const peak = readFileSync(path.join(import.meta.dirname, '../scenarios/peak.yaml'), 'utf8');
const limits = { connections_per_feed: 16, backlog_per_feed: 20_000 };
const scenario = loadScenario({
  ...(parse(peak) as ScenarioInput),
  duration: '5m',
  pace: 'max',
  expect: [],
  limits,
});
const answer = Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 0\r\n\r\n');

const lines = new LineWriter(createWriteStream('/dev/null', { highWaterMark: 8 * 1024 * 1024 }));
const record: RecordSink = (one) => lines.write(formatRecord(one));

/** Connections that open at once, and on which every request is answered in the next turn of the event loop. */
function createEcho(): Wire {
  const answering = new Map<net.Socket, (bytes: Buffer) => void>();
  return {
    open({ onBytes }) {
      const socket = new net.Socket();
      answering.set(socket, onBytes);
      setImmediate(() => socket.emit('connect') && socket.emit('secureConnect'));
      return socket;
    },
    write(socket, { head, body, asOne }) {
      // As a socket does, it makes one piece of what it is given.
      Buffer.byteLength(head + body, asOne);
      setImmediate(() => answering.get(socket)?.(answer));
    },
  };
}

/** CPU µs per message of one run. */
async function play(): Promise<number> {
  const { seed, startMs, targets } = scenario;
  const random = createRandom(seed);
  const fold = new SummaryFold();
  const recorder = new Recorder(isRecorded ? [fold.add, record] : [fold.add], () => clock.monotonicMs());
  const dialects = createDialects(targets, seed);
  const lanes = dialects.flatMap((dialect) => dialect.lanes);
  const http = createHttpChannel({
    lanes,
    observer: recorder,
    clock,
    random,
    limits,
    env: {},
    wire: createEcho(),
  });
  const intervalsMs = dialects.flatMap((dialect) => dialect.intervalsMs);
  const source = createSource(scenario, { intervalsMs, repeats: false });
  const { signal: stop } = new AbortController();
  const sender = new Sender({
    channels: { http },
    recorder,
    faults: new Faults(random),
    nowMs: () => clock.monotonicMs(),
    startMs,
  });
  const pacer = new Pacer({ clock, plan: scenario.pace, startMs, stopAfterMs: Infinity, signal: stop });
  for (const dialect of dialects) dialect.render({ type: 'day.began', at: startMs }, source.view);
  const before = process.cpuUsage();
  pacer.begin();
  await playLoop({
    source,
    dialects,
    pacer,
    sender,
    nextFaultAt: () => Infinity,
    beginFaults: () => undefined,
    recorder,
    ready: readyToSend({ http }, { limits, clock, stop }),
    staysOpen: () => false,
    graceMs: 0,
    afterStep: () => undefined,
  });
  await http.drain(stop);
  const { user, system } = process.cpuUsage(before);
  await http.close();
  return (user + system) / fold.read().delivered;
}

const micros: number[] = [];
for (let run = 0; run < runs; run++) micros.push(await play());
const sorted = micros.toSorted((a, b) => a - b);
const shown = { first: micros[0], least: sorted[0], middle: sorted[Math.floor(runs / 2)] };
for (const [name, value] of Object.entries(shown))
  process.stdout.write(`${name.padEnd(8)}${value?.toFixed(1)} µs CPU per message\n`);
