import { z } from 'zod';
import type { Capacity } from '../../../load/capacity.ts';
import type { JudgedStep, StepRules } from '../../../load/judge-step.ts';
import { alignColumns } from '../../../record/report/table.ts';
import { count as grouped, formatMeasure, formatMs } from '../../../record/report/wording.ts';
import type { Reported } from '../../../report/forms.ts';
import { jsonBlock, markup } from '../../../report/html/escape.ts';
import { formatPage } from '../../../report/html/page.ts';
import { chart, table } from '../../../report/html/parts.ts';
import { count, reportHead, reportVersion } from '../../../report/json-head.ts';
import { escapeMarkdown, formatTable } from '../../../report/markdown.ts';

const perSecond = z.number().describe('Messages a second.');
const ms = z.number().nullable();

/** The JSON form of the report of a search. */
export const capacityReportSchema = z
  .object({
    type: z.literal('capacity'),
    ...reportHead,
    title: z.string(),
    ratePerSec: perSecond.describe('The highest rate that was held; 0 where none was.'),
    brokenAtPerSec: perSecond
      .nullable()
      .describe('The lowest above it that was not; null where there was none.'),
    limit: z.enum(['receiver', 'phoney', 'most', 'stopped']).describe('What ended the search.'),
    asked: z.array(z.string()).describe('What the receiver had to keep to.'),
    stepMs: z.number(),
    steps: z.array(
      z.object({
        ratePerSec: perSecond,
        held: z.boolean(),
        limitedByPhoney: z.boolean(),
        heldShare: z.number(),
        delivered: count,
        dropped: count,
        p50: ms,
        p99: ms,
        p999: ms,
        broken: z.array(z.string()).describe('What was not as it was asked.'),
      }),
    ),
  })
  .describe('What phoney load --find-capacity found. Times are from due to answered, in ms.')
  .meta({ id: 'CapacityReport' });

/** The report of a search, as plain data. */
export type CapacityReport = z.output<typeof capacityReportSchema>;

/** What a report of a search is made of besides what was found. */
export interface CapacityAbout extends StepRules {
  readonly title: string;
  readonly phoney: string;
  readonly startedAtMs: number;
  readonly stepMs: number;
}

/** As plain data. */
export function capacityReport(found: Capacity<JudgedStep>, about: CapacityAbout): CapacityReport {
  const { slos, maxDropped, title, phoney, startedAtMs, stepMs } = about;
  return {
    type: 'capacity',
    version: reportVersion,
    phoney,
    startedAt: new Date(startedAtMs).toISOString(),
    title,
    ratePerSec: found.ratePerSec,
    brokenAtPerSec: found.brokenAtPerSec,
    limit: found.limit,
    asked: [...slos.map(({ text }) => text), `dropped at most ${maxDropped}`],
    stepMs,
    steps: found.steps.map(({ ratePerSec, figures }) => {
      const { held, limitedByPhoney, heldShare, delivered, dropped, latencyMs, broken } = figures;
      const { p50, p99, p999 } = latencyMs;
      const counts = { heldShare, delivered, dropped, p50, p99, p999 };
      return { ratePerSec, held, limitedByPhoney, ...counts, broken: [...broken] };
    }),
  };
}

/** What was found, in sentences. */
export function tellCapacity({ ratePerSec, brokenAtPerSec, limit, asked }: CapacityReport): string[] {
  const terms = asked.join(', ');
  const above = brokenAtPerSec === null ? '' : ` At ${rate(brokenAtPerSec)} it did not.`;
  switch (limit) {
    case 'receiver':
      return [
        ratePerSec === 0
          ? `The receiver held no rate that was tried (${terms}).${above}`
          : `The receiver holds ${rate(ratePerSec)} (${terms}).${above}`,
      ];
    case 'phoney':
      return [
        `Up to ${rate(ratePerSec)} the receiver held what was asked (${terms}).`,
        `At ${rate(brokenAtPerSec ?? ratePerSec)} phoney itself was the bottleneck, so that nothing is known of the receiver above. Run phoney on a machine of its own, or with less beside it.`,
      ];
    case 'most':
      return [
        `The receiver holds ${rate(ratePerSec)} (${terms}), the highest rate that was to be tried. Raise --max-rate to go on.`,
      ];
    case 'stopped':
      return [
        `Stopped before its time: until then ${ratePerSec === 0 ? 'no rate was held' : `${rate(ratePerSec)} was held`} (${terms}).${above}`,
      ];
  }
}

const head = ['rate', 'p50', 'p99', 'p99.9', 'delivered', 'dropped', 'left in time', 'held'];

/** A step as cells under {@link head}. */
export function stepCells({
  ratePerSec,
  p50,
  p99,
  p999,
  delivered,
  dropped,
  heldShare,
  held,
  limitedByPhoney,
  broken,
}: CapacityReport['steps'][number]): string[] {
  const verdict = held ? 'yes' : `${limitedByPhoney ? 'phoney: ' : 'no: '}${broken.join(', ')}`;
  return [
    rate(ratePerSec),
    ...[p50, p99, p999].map(formatMs),
    grouped(delivered),
    grouped(dropped),
    formatMeasure('share', heldShare, []),
    verdict,
  ];
}

/** What was found, as the text of a report. */
export function formatCapacity(report: CapacityReport): string[] {
  return [...alignColumns([head, ...byRate(report).map(stepCells)]), '', ...tellCapacity(report)];
}

/** To be told in any form. */
export function reportCapacity(report: CapacityReport): Reported {
  const { title, ratePerSec, steps } = report;
  const passed = ratePerSec > 0;
  const sentences = tellCapacity(report);
  const cells = byRate(report).map(stepCells);
  const about = [
    `began ${report.startedAt.slice(0, 19).replace('T', ' ')} UTC`,
    `${steps.length} steps`,
    `phoney ${report.phoney}`,
  ];
  return {
    title,
    suites: [
      {
        name: title,
        properties: { ratePerSec: String(ratePerSec), limit: report.limit },
        startedAtMs: Date.parse(report.startedAt),
        cases: [
          {
            name: 'the receiver holds a rate',
            outcome: passed ? 'passed' : 'failed',
            message: sentences.join(' '),
            details: cells.map((row) => row.join('  ')),
          },
        ],
      },
    ],
    text: () => formatCapacity(report),
    json: () => report,
    markdown: () => [
      `## ${passed ? '✅' : '❌'} ${escapeMarkdown(title)}`,
      '',
      about.map(escapeMarkdown).join(' · '),
      '',
      ...sentences.flatMap((sentence) => [escapeMarkdown(sentence), '']),
      ...formatTable(
        head,
        cells.map((row) => row.map(escapeMarkdown)),
      ),
    ],
    html: () =>
      formatPage({
        title,
        verdict: { passed, word: passed ? rate(ratePerSec) : 'none' },
        about,
        sections: [
          {
            id: 'capacity',
            title: 'Capacity',
            body: markup`${sentences.map((sentence) => markup`<p>${sentence}</p>`)}${chart('capacities', 'Times by rate', 'From due to answered, at each rate that was tried; of several steps at one rate the middle one.')}`,
          },
          { id: 'steps', title: 'Steps', body: table('Each step, by rate', head, cells, { numbers: true }) },
        ],
        data: jsonBlock('data', { capacity: curveOf(report) }),
      }),
  };
}

function byRate({ steps }: CapacityReport): CapacityReport['steps'] {
  return steps.toSorted((a, b) => a.ratePerSec - b.ratePerSec);
}

/** By rate, the middle of the steps at it. */
function curveOf(report: CapacityReport) {
  const groups = [...Map.groupBy(byRate(report), ({ ratePerSec }) => ratePerSec)];
  const middle = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value) => value !== null).toSorted((a, b) => a - b);
    return known[Math.floor(known.length / 2)] ?? null;
  };
  return {
    rates: groups.map(([ratePerSec]) => ratePerSec),
    p50: groups.map(([, steps]) => middle(steps.map(({ p50 }) => p50))),
    p99: groups.map(([, steps]) => middle(steps.map(({ p99 }) => p99))),
    p999: groups.map(([, steps]) => middle(steps.map(({ p999 }) => p999))),
    holds: report.ratePerSec,
  };
}

function rate(perSec: number): string {
  return `${grouped(Number(perSec.toPrecision(4)))}/s`;
}
