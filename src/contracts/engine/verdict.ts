import { z } from 'zod';
import type { EngineMismatch, EngineResult } from './protocol.ts';

const mismatchSchema = z.looseObject({
  type: z.string(),
  path: z.string().optional(),
  key: z.string().optional(),
  expected: z.unknown().optional(),
  actual: z.unknown().optional(),
  mismatch: z.string(),
});

const interactionSchema = z.looseObject({
  duration: z.string().optional(),
  result: z.enum(['OK', 'Error']),
  mismatch: z
    .looseObject({ mismatches: z.array(mismatchSchema).optional(), message: z.string().optional() })
    .optional(),
});

const errorSchema = z.looseObject({ mismatch: z.looseObject({ message: z.string().optional() }).optional() });

/** The verdict that pact-core 20.2 gives as JSON text. */
const verdictSchema = z.looseObject({
  interactionResults: z.array(interactionSchema),
  errors: z.array(errorSchema).default([]),
});

/** Reads the engine's verdict on a job. What is no JSON is the engine's reason for giving none. */
export function readVerdict(id: number, text: string): EngineResult {
  const none = { id, verified: 0, ok: false, mismatches: [], durationMs: 0 };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ...none, error: text };
  }
  const read = verdictSchema.safeParse(value);
  if (!read.success)
    return { ...none, error: `The engine's verdict has another form than expected: ${text.slice(0, 200)}` };
  const { interactionResults, errors } = read.data;
  const messages = [...interactionResults, ...errors].flatMap(({ mismatch }) => mismatch?.message ?? []);
  return {
    id,
    verified: interactionResults.length,
    ok: interactionResults.length > 0 && interactionResults.every(({ result }) => result === 'OK'),
    mismatches: interactionResults.flatMap(({ mismatch }) => (mismatch?.mismatches ?? []).map(pickMismatch)),
    error: messages[0] ?? null,
    durationMs: interactionResults.reduce((sum, { duration }) => sum + durationMs(duration ?? ''), 0),
  };
}

function pickMismatch({
  type,
  path,
  key,
  expected,
  actual,
  mismatch,
}: z.output<typeof mismatchSchema>): EngineMismatch {
  return {
    type,
    ...(path !== undefined && { path }),
    ...(key !== undefined && { key }),
    expected,
    actual,
    mismatch,
  };
}

const unitMs: Readonly<Record<string, number>> = {
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000_001,
};

/** Of `1s 204ms`, as the engine writes durations. */
function durationMs(text: string): number {
  const parts = text.matchAll(/([\d.]+)\s*(ms|us|µs|ns|s|m)/g);
  return [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ''] ?? 0), 0);
}
