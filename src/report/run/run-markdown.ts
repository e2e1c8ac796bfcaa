import { bookColumns, tellUnheld } from '../../record/report/report-text.ts';
import { count, formatMs } from '../../record/report/wording.ts';
import { escapeMarkdown, formatSuites, formatTable } from '../markdown.ts';
import { suiteOnPage } from './run-cases.ts';
import type { RunReport } from './schema.ts';
import { aboutRun, loadRows, shareRows, tellRefused, timeRows, titleOf } from './tables.ts';

const headings = { passed: '✅ passed', failed: '❌ failed', unfinished: '❌ unfinished' } as const;

/** A run's report as Markdown, short enough for the summary of a build. */
export function formatRunMarkdown(report: RunReport): string[] {
  const { summary, statuses, verdict, marks, shares } = report;
  const feeds = Object.entries(summary.feeds);
  const all = { ...summary, ...summary.books };
  const rows = [...feeds, ...(feeds.length > 1 ? [['all', all] as const] : [])];
  const errors = Object.entries(summary.errors).sort(([, a], [, b]) => b - a);
  return [
    `## ${headings[verdict]}: ${escapeMarkdown(titleOf(report))}`,
    '',
    aboutRun(report).map(escapeMarkdown).join(' · '),
    ...formatSuites([suiteOnPage(report)]),
    '',
    '### Books',
    '',
    ...formatTable(
      [
        'feed',
        ...bookColumns(summary.books).map(({ head }) => head),
        'attempts',
        'retried',
        'late',
        'p50',
        'p99',
      ],
      rows.map(([name, feed]) => [
        escapeMarkdown(name),
        ...bookColumns(summary.books).map(({ key }) => count(feed[key])),
        count(feed.attempts),
        count(feed.retried),
        count(feed.late),
        formatMs(feed.latencyMs.p50),
        formatMs(feed.latencyMs.p99),
      ]),
      { numbers: true },
    ),
    '',
    ...(summary.load === null
      ? []
      : [
          '### Load',
          '',
          ...formatTable(
            ['', ''],
            loadRows(report).map((row) => [...row]),
          ),
          ...(tellUnheld(report) ?? []).flatMap((sentence) => ['', escapeMarkdown(sentence)]),
          '',
        ]),
    '### Times',
    '',
    ...formatTable(['', ...timeRows(summary).head], timeRows(summary).rows, { numbers: true }),
    ...(shares === undefined ? [] : formatShares(shares)),
    ...listed(
      'Statuses',
      Object.entries(statuses).map(([status, times]) => `${status} × ${count(times)}`),
    ),
    ...listed(
      'Errors',
      errors.map(([error, times]) => `${escapeMarkdown(error)} × ${count(times)}`),
    ),
    ...listed(
      'Faults',
      marks.faults.map(
        ({ name, kind, touched }) => `${escapeMarkdown(`${name} (${kind})`)} × ${count(touched)}`,
      ),
    ),
    ...listed(`Refused commands: ${count(summary.refusedCommands)}`, tellRefused(report).map(escapeMarkdown)),
  ];
}

function formatShares(shares: NonNullable<RunReport['shares']>): string[] {
  const { head, rows, notes } = shareRows(shares);
  const cells = rows.map((row) => row.map(escapeMarkdown));
  return ['', '### Shares', '', ...formatTable(head, cells, { numbers: true }), ...bullets(notes)];
}

function bullets(notes: readonly string[]): string[] {
  return notes.length === 0 ? [] : ['', ...notes.map((note) => `- ${escapeMarkdown(note)}`)];
}

function listed(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `### ${title}`, '', ...items.map((item) => `- ${item}`)];
}
