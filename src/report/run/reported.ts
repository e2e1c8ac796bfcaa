import type { RunEnd } from '../../record/run-end.ts';
import type { RunHeader } from '../../record/run-header.ts';
import type { Reported } from '../forms.ts';
import { suiteOfRun } from './run-cases.ts';
import { formatRunHtml } from './run-html.ts';
import { formatRunMarkdown } from './run-markdown.ts';
import { makeRunReport } from './run-report.ts';
import type { RunReportFold } from './run-report-fold.ts';
import { titleOf } from './tables.ts';
import { formatRunText } from './run-text.ts';

/** What came of a run, to be told in any form. `end` is absent where its record breaks off. */
export function reportRun(header: RunHeader, fold: RunReportFold, end: RunEnd | undefined): Reported {
  const report = makeRunReport(header, fold, end);
  return {
    title: titleOf(report),
    suites: [suiteOfRun(report)],
    text: () => formatRunText(header, fold.read().summary, end),
    json: () => report,
    markdown: () => formatRunMarkdown(report),
    html: () => formatRunHtml(report),
  };
}
