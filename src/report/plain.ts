import type { Reported } from './forms.ts';
import { casesThat, type ReportSuite } from './cases.ts';
import { formatPage } from './html/page.ts';
import { suites as suitesAsHtml } from './html/parts.ts';
import { escapeMarkdown, formatSuites } from './markdown.ts';

/** What came of a command that held something against demands, and has nothing to draw. */
export interface Plain {
  /** Such as `phoney contracts verify-receiver`. */
  readonly title: string;
  readonly passed: boolean;
  /** What was looked at, in a few words each. */
  readonly about: readonly string[];
  readonly suites: readonly ReportSuite[];
  /** For a person at a terminal, without colours. */
  readonly text: () => readonly string[];
  /** A plain object of the command's own. */
  readonly json: unknown;
}

/** A report of suites alone, in any form. */
export function reportSuites({ title, passed, about, suites, text, json }: Plain): Reported {
  const facts = [...about, ...tally(suites)];
  return {
    title,
    suites,
    text,
    json: () => json,
    markdown: () => [
      `## ${passed ? '✅ passed' : '❌ failed'}: ${escapeMarkdown(title)}`,
      '',
      facts.map(escapeMarkdown).join(' · '),
      ...formatSuites(suites),
    ],
    html: () =>
      formatPage({
        title,
        verdict: { passed, word: passed ? 'passed' : 'failed' },
        about: facts,
        sections: suites.map((suite, index) => ({
          id: `suite-${index + 1}`,
          title: suite.name,
          body: suitesAsHtml([suite]),
        })),
      }),
  };
}

function tally(suites: readonly ReportSuite[]): string[] {
  return (['passed', 'failed', 'skipped'] as const).flatMap((outcome) => {
    const { length } = casesThat(suites, outcome);
    return length === 0 ? [] : [`${length} ${outcome}`];
  });
}
