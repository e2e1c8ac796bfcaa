import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunRecord } from '../../src/record/record.ts';
import type { RunResult } from '../../src/record/run-result.ts';
import type { Run } from '../../src/run/handle.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario, type ScenarioInput } from '../../src/scenario/index.ts';

/** A request as it came in at a plain server. */
export interface Received {
  readonly url: string;
  readonly body: Buffer;
}

/** A run as both sides of the wire saw it. */
export interface Played {
  readonly received: readonly Received[];
  readonly records: readonly RunRecord[];
  readonly result: RunResult;
}

/** A plain server of Node that answers 200 to everything. */
async function openReceiver(): Promise<{
  readonly url: string;
  readonly received: Received[];
  readonly close: () => void;
}> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ url: request.url ?? '', body: Buffer.concat(chunks) });
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, received, close: () => void server.close() };
}

/** Twenty minutes of calls, told to ASAPP's three feeds at one address. One connection, so that they come in as they left. */
export function day(url: string, more: Partial<ScenarioInput> = {}): ScenarioInput {
  return {
    seed: 5,
    duration: '20m',
    pace: { speed: 4000 },
    centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'agent', count: 3, queues: ['Sales'] }] },
    traffic: [{ profile: 'voice', queue: 'Sales', per_hour: 30 }],
    limits: { connections_per_feed: 1 },
    targets: { asapp: { raw: { url } } },
    ...more,
  };
}

/** Plays {@link day} to its end, to a receiver at `url`. `steer` may ask things of the run before it begins. */
export async function play(
  more: Partial<ScenarioInput> | ((url: string) => Partial<ScenarioInput>) = {},
  steer: (run: Run) => unknown = () => undefined,
): Promise<Played> {
  const receiver = await openReceiver();
  const { url, received } = receiver;
  const records: RunRecord[] = [];
  const run = await startRun(loadScenario(day(url, typeof more === 'function' ? more(url) : more)), {
    sinks: [(record) => void records.push(record)],
    begin: async (begun) => void (await steer(begun)),
  });
  const result = await run.result;
  receiver.close();
  return { received, records, result };
}

/** What a body says. */
export function said({ body }: Pick<Received, 'body'>): Record<string, unknown> {
  return JSON.parse(body.toString()) as Record<string, unknown>;
}

/** The numbers of the messages that a fault of that name touched. */
export function touchedBy(name: string, records: readonly RunRecord[]): number[] {
  return records.flatMap((record) =>
    record.type === 'fault' && record.fault.name === name && record.message !== undefined
      ? [record.message.seq]
      : [],
  );
}
