/**
 * Every fault that there is at once, for a while: whether the books balance and nothing is left at the end. What stands in
 * the registry of faults is found by itself. A receiver and the hub's clients live in processes of their own.
 *   node --expose-gc bench/bad-days.ts                   60 s at 500 messages a second, with 50 clients
 *   node --expose-gc bench/bad-days.ts 10 1000 20        10 s at 1,000 a second, with 20 clients
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { faultKinds, type AnyFaultKind } from '../src/faults/kinds.ts';
import { InputError } from '../src/lib/errors.ts';
import type { Run } from '../src/run/handle.ts';
import { startRun } from '../src/run/run.ts';
import { loadScenario, type ScenarioInput } from '../src/scenario/index.ts';

const [seconds = 60, ratePerSec = 500, clientCount = 50] = process.argv.slice(2).map(Number);

interface Fault {
  readonly fault: string;
  readonly name: string;
  readonly [argument: string]: unknown;
}

/** Texts and numbers, of which every argument without a default takes some. */
const samples = ['2s', '+90s', 'https://127.0.0.1:9/', 'PhoneySample', 1, 2, true];

/** A fault of that kind for each word that its arguments may have, where they have to be given. */
function faultsOf(kind: AnyFaultKind): Fault[] {
  const { name, args } = kind;
  const needed = Object.entries(args).filter(([, schema]) => !z.safeParse(schema, undefined).success);
  const combinations = needed.reduce<Readonly<Record<string, unknown>>[]>(
    (before, [key, schema]) =>
      before.flatMap((given) => valuesOf(schema).map((value) => ({ ...given, [key]: value }))),
    [{}],
  );
  return combinations.map((given) => ({
    fault: name,
    name: [name, ...Object.values(given)].join(' '),
    ...given,
    probability: isLasting(kind) ? 0.04 : 0.01,
  }));
}

function valuesOf(schema: z.core.$ZodType): unknown[] {
  if (schema instanceof z.ZodEnum) return schema.options;
  return samples.filter((sample) => z.safeParse(schema, sample).success).slice(0, 1);
}

/** What goes on or happens when it begins: these are begun again and again. */
function isLasting(kind: AnyFaultKind): boolean {
  if (kind.touches === 'hub') return kind.moment === 'connection' || kind.moment === 'hub';
  return kind.name === 'hold';
}

function scenarioFor(port: number, faults: readonly Fault[]): ScenarioInput {
  const url = `http://127.0.0.1:${port}/`;
  return {
    duration: '300d',
    pace: { rate: ratePerSec },
    grace: '5s',
    limits: { allow_drops: true },
    centre: {
      queues: [{ name: 'Sales' }],
      agents: [{ name: 'agent', count: clientCount, queues: ['Sales'] }],
    },
    traffic: [{ profile: 'voice', queue: 'Sales', per_hour: 400 }],
    targets: {
      asapp: { feeds: { activity: { url }, journey: { url }, queue: { url } } },
      ringcentral: { wfm: { agent_event_url: url, call_event_url: url } },
      enreach: { sign_in: { password: 'phoney' } },
    },
    faults,
  } as unknown as ScenarioInput;
}

/** Every fault, but those that need more than can be guessed here: they are told. */
function everyFault(port: number): Fault[] {
  return faultKinds.flatMap(faultsOf).filter((fault) => {
    try {
      return loadScenario(scenarioFor(port, [fault])).faults.length === 1;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      print(`left out: ${fault.name}: ${error.message}`);
      return false;
    }
  });
}

/** A receiver that has its own bad moments. */
function beReceiver(): void {
  let requests = 0;
  const server = createServer((request, response) => {
    request.on('error', () => undefined);
    request.resume().on('end', () => {
      if (++requests % 200 === 0) request.socket.destroy();
      else response.writeHead(requests % 50 === 0 ? 503 : 200).end();
    });
  });
  server.on('clientError', (_error, socket) => void socket.destroy());
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
  process.on('disconnect', () => process.exit(0));
}

/** What lasts is over now and then, and begins anew; the hub restarts now and then. */
async function stir(run: Run, lasting: readonly Fault[], signal: AbortSignal): Promise<void> {
  for (let round = 1; !signal.aborted; round++) {
    for (const { probability, ...fault } of lasting) {
      const isOfHub = fault.fault === 'restart';
      if (isOfHub && round % 5 !== 2) continue;
      void run.command({ do: 'fault.stop', name: fault.name });
      const how = isOfHub ? { back_after: '300ms' } : { probability };
      void run.command({ do: 'fault.start', ...fault, ...how } as never);
    }
    // oxlint-disable-next-line no-await-in-loop -- a rhythm
    await sleep(2000, undefined, { signal }).catch(() => undefined);
  }
}

const heapMb = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

/** What the process still holds: sockets, timers and the like, counted. */
function held(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

async function soak(port: number, faults: readonly Fault[], forSeconds: number): Promise<boolean> {
  const lasting = faults.filter(({ fault }) =>
    faultKinds.some((kind) => kind.name === fault && isLasting(kind)),
  );
  const rest = faults.filter((fault) => !lasting.includes(fault));
  const ending = new AbortController();
  let clients: ChildProcess | undefined;
  const run = await startRun(loadScenario(scenarioFor(port, rest)), {
    stopAfterMs: forSeconds * 1000,
    begin: (begun) => {
      const script = path.join(import.meta.dirname, 'bad-days-clients.ts');
      // What Microsoft's clients leave unhandled for a moment is told otherwise.
      clients = fork(script, [begun.servers?.origin ?? '', String(clientCount)], {
        execArgv: ['--no-warnings'],
      });
    },
  });
  const stirring = stir(run, lasting, ending.signal);
  const { summary } = await run.result;
  ending.abort();
  await stirring;
  const told = clients === undefined ? [] : await ask(clients);
  const { rendered, copied, filtered, withheld, delivered, dropped, cutOff, open } = summary;
  const ended = filtered + withheld + delivered + dropped + cutOff;
  const untouched = faults.filter(({ name }) => (summary.faults[name]?.touched ?? 0) === 0);
  print(JSON.stringify({ rendered, copied, filtered, withheld, delivered, dropped, cutOff, open }));
  print(`clients ${JSON.stringify(told[0])}`);
  print(`touched nothing: ${untouched.map(({ name }) => name).join(', ') || 'none'}`);
  return open === 0 && rendered + copied === ended;
}

/** What the clients have to say; then they are gone. */
async function ask(clients: ChildProcess): Promise<unknown[]> {
  clients.send('how was it?');
  const told = (await once(clients, 'message')) as unknown[];
  const gone = once(clients, 'exit');
  clients.disconnect();
  await gone;
  return told;
}

/** The same over the command line, which is interrupted: how it ends, and how long that takes. */
async function interrupt(port: number, faults: readonly Fault[]): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-bench-'));
  const file = path.join(folder, 'bad-day.json');
  writeFileSync(file, JSON.stringify(scenarioFor(port, faults)));
  const cli = path.join(import.meta.dirname, '../src/cli/main.ts');
  const child = spawn(process.execPath, [cli, 'run', file, '--json', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'exit');
  await sleep(5000);
  const beganMs = performance.now();
  child.kill('SIGINT');
  const [code] = (await exited) as [number | null];
  const tookMs = Math.round(performance.now() - beganMs);
  rmSync(folder, { recursive: true });
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  print(`SIGINT: exit code ${code} after ${tookMs} ms, ${last.slice(0, 150)}`);
  return code === 130 && tookMs < 8000;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function measure(): Promise<void> {
  const receiver = fork(import.meta.filename, ['receiver']);
  const [{ port }] = (await once(receiver, 'message')) as [{ port: number }];
  const faults = everyFault(port);
  print(`${faults.length} faults of ${faultKinds.length} kinds, ${ratePerSec}/s, ${clientCount} clients`);
  // Once before it counts, so that what is loaded and compiled is not taken for a leak.
  await soak(port, faults, 5);
  await sleep(1000);
  const [heldBefore, heapBeforeMb] = [held(), heapMb()];
  const isBalanced = await soak(port, faults, seconds);
  await sleep(1000);
  const [heldAfter, heapAfterMb] = [held(), heapMb()];
  print(`heap ${heapBeforeMb.toFixed(1)} MB before, ${heapAfterMb.toFixed(1)} MB after ${seconds} s`);
  print(`held ${JSON.stringify(heldBefore)} before, ${JSON.stringify(heldAfter)} after`);
  const isClean = await interrupt(port, faults);
  receiver.disconnect();
  const isFlat = heapAfterMb - heapBeforeMb < 10 && JSON.stringify(heldAfter) === JSON.stringify(heldBefore);
  print(`books balance: ${isBalanced}, nothing left: ${isFlat}, clean end: ${isClean}`);
  process.exitCode = isBalanced && isFlat && isClean ? 0 : 1;
}

if (process.argv[2] === 'receiver') beReceiver();
else await measure();
