import { z } from 'zod';
import { count, reportHead } from '../../report/json-head.ts';

const mismatch = z.object({
  type: z.string(),
  path: z.string().optional(),
  key: z.string().optional(),
  expected: z.unknown().optional(),
  actual: z.unknown().optional(),
  mismatch: z.string(),
});

const interaction = z.object({
  description: z.string(),
  kind: z.enum(['http', 'message', 'sync-message']),
  states: z.array(z.string()),
  result: z
    .enum(['passed', 'failed', 'pending', 'unverified'])
    .describe('pending: it failed, and its failures do not count yet.'),
  durationMs: z.number(),
  mismatches: z.array(mismatch),
  incidents: z.array(z.object({ kind: z.enum(['state', 'message', 'upstream']), text: z.string() })),
  answer: z.string().optional(),
  notes: z.array(z.string()).optional(),
});

/** The JSON form of the report of a verification of contracts. */
export const contractReportSchema = z
  .object({
    type: z.literal('contracts'),
    ...reportHead,
    command: z.enum(['verify-receiver', 'verify-simulator']),
    verdict: z.enum(['verified', 'mismatch']),
    engine: z.object({ name: z.literal('pact-core'), version: z.string() }),
    counts: z.object({ inFiles: count, verified: count, passed: count, failed: count, pending: count }),
    pacts: z.array(
      z.object({
        source: z.string(),
        consumer: z.string(),
        provider: z.string(),
        specification: z.string(),
        interactions: z.array(interaction),
        notices: z.array(z.string()).optional(),
      }),
    ),
    skipped: z.array(
      z.object({ source: z.string(), consumer: z.string(), provider: z.string(), reason: z.string() }),
    ),
    published: z.array(z.object({ source: z.string(), ok: z.boolean(), message: z.string() })),
  })
  .describe('The report of phoney contracts verify-receiver and verify-simulator: --report json.')
  .meta({ id: 'ContractReport' });
