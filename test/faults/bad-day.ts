import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { redirectTargets } from '../../src/dialects/index.ts';
import type { Run } from '../../src/run/handle.ts';
import type { RunRecord } from '../../src/record/record.ts';
import type { RunResult } from '../../src/record/run-result.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';

const folder = path.resolve(import.meta.dirname, '../../scenarios/bad-days');

/** What a receiver can read of an event. */
export interface Told {
  readonly url: string;
  readonly text: string;
  /** Absent where the body is no JSON. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
  /** Its `event_time`, epoch ms; NaN where it has none. */
  readonly timeMs: number;
}

/** What a receiver does with an event: the status that it answers, maybe later. */
export type Decide = (told: Told) => number | Promise<number>;

/** How a receiver behaves, by its own clock, which is right. It may go away for so long after so many events. */
export interface Way {
  readonly decide: (nowMs: () => number) => Decide;
  readonly goesAway?: { readonly afterEvents: number; readonly forMs: number };
}

/** A shipped bad day as it stands, played so much faster; absent: as fast as it goes. */
export function loadDay(name: string, faster?: number): Scenario {
  const scenario = loadScenario(path.join(folder, `${name}.yaml`));
  const { pace } = scenario;
  if (faster === undefined || pace.kind !== 'speed') return { ...scenario, pace: { kind: 'max' } };
  return { ...scenario, pace: { kind: 'speed', speed: pace.speed * faster } };
}

/** How a day is played. */
export interface Played {
  /** How many times as fast as it is shipped. Absent: as fast as it goes. */
  readonly faster?: number | undefined;
  /** It is cut off at the first such record: what follows takes time and changes nothing. */
  readonly until?: ((record: RunRecord) => boolean) | undefined;
  /** What is refused is not tried again, which would only take longer. */
  readonly withoutRetries?: boolean | undefined;
}

/** Plays a bad day to a receiver in plain HTTP that behaves so. */
export async function playDay(
  name: string,
  way: Way,
  { faster, until, withoutRetries = false }: Played = {},
): Promise<RunResult> {
  const scenario = loadDay(name, faster);
  const playing: { run?: Run } = {};
  const decide = way.decide(() => playing.run?.clock.simulatedMs ?? scenario.startMs);
  const receiver = await openReceiver(decide, way.goesAway);
  const targets = redirectTargets(scenario.targets, (_name, url) => receiver.url + new URL(url).pathname);
  const patient = withoutRetries ? impatient(targets) : targets;
  const run = await startRun(
    { ...scenario, targets: patient },
    { sinks: [(record) => void (until?.(record) === true && playing.run?.cutOff())] },
  );
  playing.run = run;
  try {
    return await run.result;
  } finally {
    receiver.close();
  }
}

function impatient({ asapp, ...others }: Scenario['targets']): Scenario['targets'] {
  if (asapp?.feeds === undefined) return { asapp, ...others };
  const { activity, journey, queue } = asapp.feeds;
  const feeds = {
    activity: activity && { ...activity, retries: 0 },
    journey: journey && { ...journey, retries: 0 },
    queue: queue && { ...queue, retries: 0 },
  };
  return { ...others, asapp: { ...asapp, feeds } };
}

async function openReceiver(
  decide: Decide,
  goesAway: Way['goesAway'],
): Promise<{ readonly url: string; readonly close: () => void }> {
  let events = 0;
  let port = 0;
  let server: Server | undefined;
  let timer: NodeJS.Timeout | undefined;
  const listen = async (): Promise<void> => {
    const opened = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => undefined);
      request.on('end', () => {
        if (++events === goesAway?.afterEvents) return leave(goesAway.forMs);
        void (async () => {
          response.statusCode = await decide(read(request.url ?? '', Buffer.concat(chunks)));
          response.end();
        })();
      });
    });
    server = opened;
    await new Promise<void>((listening) => opened.listen(port, '127.0.0.1', listening));
    ({ port } = opened.address() as AddressInfo);
  };
  const close = (): void => {
    clearTimeout(timer);
    server?.close();
    server?.closeAllConnections();
  };
  const leave = (forMs: number): void => {
    close();
    timer = setTimeout(() => void listen(), forMs);
  };
  await listen();
  return { url: `http://127.0.0.1:${port}`, close };
}

function read(url: string, body: Buffer): Told {
  const text = body.toString();
  const json = parse(text);
  const meta = json?.['meta_data'] as Readonly<Record<string, unknown>> | undefined;
  return { url, text, json, timeMs: Date.parse(String(meta?.['event_time'])) };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
