import type { ReportSuite } from './cases.ts';
import { formatJUnit } from './junit.ts';

/** The forms of a report, each with the name that its file has in a folder of all. */
export const reportFiles = {
  text: 'report.txt',
  json: 'report.json',
  junit: 'junit.xml',
  html: 'report.html',
  markdown: 'report.md',
} as const;

/** A form of a report. */
export type ReportForm = keyof typeof reportFiles;

/** All of them. */
export const reportForms = Object.keys(reportFiles) as readonly ReportForm[];

/** What came of a command, to be told in any form. Each form tells the same. */
export interface Reported {
  /** Such as `phoney run day.yaml`. */
  readonly title: string;
  readonly suites: readonly ReportSuite[];
  /** For a person at a terminal, without colours. */
  text(): readonly string[];
  /** A plain object. */
  json(): unknown;
  markdown(): readonly string[];
  /** A whole page. */
  html(): string;
}

/** The report in a form, as the text of a file. */
export function formatAs(form: ReportForm, reported: Reported): string {
  switch (form) {
    case 'text':
      return ended(reported.text());
    case 'json':
      return `${JSON.stringify(reported.json())}\n`;
    case 'junit':
      return formatJUnit(reported.suites);
    case 'html':
      return reported.html();
    case 'markdown':
      return ended(reported.markdown());
  }
}

function ended(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
