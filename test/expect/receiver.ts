import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { startRun } from '../../src/run/run.ts';
import { loadScenario, type ScenarioInput } from '../../src/scenario/index.ts';
import type { RunRecord } from '../../src/record/record.ts';
import type { RunResult } from '../../src/record/run-result.ts';
import type { ExpectationResult } from '../../src/record/verdict.ts';
import { day } from '../faults/play.ts';

/** How a receiver answers: the status, after so long. `nth` counts the tries of one body from 1. */
export type Answer = (nth: number) => { readonly status: number; readonly afterMs?: number };

/** A plain server of Node for one test. */
export async function receiveFor(answer: Answer): Promise<string> {
  const { url, close } = await openReceiver(answer);
  onTestFinished(close);
  return url;
}

async function openReceiver(answer: Answer): Promise<{ readonly url: string; readonly close: () => void }> {
  const tries = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const nth = (tries.get(body) ?? 0) + 1;
      tries.set(body, nth);
      const { status, afterMs = 0 } = answer(nth);
      response.statusCode = status;
      if (afterMs === 0) response.end();
      else setTimeout(() => response.end(), afterMs);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

/** A run, and what became of each of its expectations, by id. */
export interface Judged {
  readonly result: RunResult;
  readonly records: readonly RunRecord[];
  readonly of: (id: string) => ExpectationResult;
}

/** Plays twenty minutes of calls to a receiver, held against what is expected. */
export async function judgeAt(
  answer: Answer,
  expect: ScenarioInput['expect'],
  more: Partial<ScenarioInput> = {},
  target: Record<string, unknown> = {},
): Promise<Judged> {
  const { url, close } = await openReceiver(answer);
  const records: RunRecord[] = [];
  const scenario = { ...day(url), targets: { asapp: { raw: { url, ...target } } }, ...more, expect };
  const run = await startRun(loadScenario(scenario), {
    sinks: [(record) => void records.push(record)],
  });
  const result = await run.result;
  close();
  return judged(result, records);
}

/** A result, asked by id. */
export function judged(result: RunResult, records: readonly RunRecord[] = []): Judged {
  return {
    result,
    records,
    of(id) {
      const found = result.expectations.find((one) => one.id === id);
      if (found === undefined)
        throw new Error(`There are ${result.expectations.map((one) => one.id).join(', ')}.`);
      return found;
    },
  };
}
