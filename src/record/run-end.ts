import { z } from 'zod';
import { readJson } from '../lib/read-json.ts';
import type { Ending } from './run-result.ts';
import type { ExpectationResult } from './verdict.ts';

/** How a recorded run ended: the last line of its record. */
export interface RunEnd extends Ending {
  readonly type: 'end';
  /** Simulated epoch ms. */
  readonly atMs: number;
  /** What the centre's ids, which events carry, are called in the scenario. */
  readonly agents: Readonly<Record<string, string>>;
  readonly queues: Readonly<Record<string, string>>;
}

const names = z.record(z.string(), z.string());

const end = z.object({
  type: z.literal('end'),
  at: z.iso.datetime().transform((text) => Date.parse(text)),
  elapsedMs: z.number(),
  verdict: z.enum(['passed', 'failed']),
  interrupted: z.boolean(),
  abortedBy: z.string().optional(),
  failedFast: z.literal(true).optional(),
  rate: z
    .object({
      held: z.number(),
      ok: z.boolean(),
      limit: z.enum(['phoney', 'connections', 'receiver', 'source']).nullable(),
      why: z.string().nullable(),
      advice: z.string().nullable(),
    })
    .optional(),
  // Loose: an expectation may come to say more about itself.
  expectations: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      ok: z.boolean(),
      actual: z.number().nullable(),
      bound: z.looseObject({}),
    }),
  ),
  agents: names,
  queues: names,
});

/** The end as one line of JSON without the line break. */
export function formatRunEnd({ type, atMs, ...rest }: RunEnd): string {
  return JSON.stringify({ type, at: new Date(atMs).toISOString(), ...rest });
}

/** Reads the last line of a record file, the inverse of {@link formatRunEnd}; `undefined` when it is none. */
export function readRunEnd(line: string): RunEnd | undefined {
  const { success, data } = end.safeParse(readJson(line));
  if (!success) return undefined;
  const { at: atMs, expectations, abortedBy, failedFast, rate, ...rest } = data;
  return {
    ...rest,
    atMs,
    expectations: expectations as unknown as readonly ExpectationResult[],
    ...(abortedBy !== undefined && { abortedBy }),
    ...(failedFast !== undefined && { failedFast }),
    ...(rate !== undefined && { rate }),
  };
}
