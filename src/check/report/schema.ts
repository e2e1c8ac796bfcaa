import { z } from 'zod';
import { count, reportHead } from '../../report/json-head.ts';

/** The JSON form of the report of `phoney check`. */
export const checkReportSchema = z
  .object({
    type: z.literal('check'),
    ...reportHead,
    vendor: z.string(),
    target: z.string().describe('Who was checked: an address, or where it connects to.'),
    verdict: z.enum(['held', 'broken']).describe('held when nothing that is required is broken.'),
    interrupted: z.boolean().describe('True when it was ended before every demand was looked at.'),
    counts: z.object({
      held: count,
      broken: count,
      warned: count,
      skipped: count,
      notSeen: count,
      questions: count,
    }),
    demands: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        section: z.string().describe("Of the vendor's page."),
        level: z.enum(['required', 'advice', 'question']),
        verdict: z.enum(['held', 'broken', 'warned', 'skipped', 'not seen']),
        evidence: z.array(z.string()).describe('Whole sentences: what was seen, then what to do.'),
        durationMs: z.number(),
      }),
    ),
  })
  .describe('The report of phoney check: --report json.')
  .meta({ id: 'CheckReport' });
