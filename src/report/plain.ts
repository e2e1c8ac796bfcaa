import type { Reported } from './forms.ts';
import { casesThat, type ReportSuite } from './cases.ts';
import { formatPage } from './html/page.ts';
import { suites as suitesAsHtml } from './html/parts.ts';
import { reportVersion } from './json-head.ts';
import { escapeMarkdown, formatSuites } from './markdown.ts';

/** When a report began, epoch ms by the clock on the wall, and which phoney made it. */
export interface Made {
  readonly phoney: string;
  readonly startedAtMs: number;
}

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
  /** A plain object of the command's own, which says of what type it is. */
  readonly json: { readonly type: string };
}

/** A report of suites alone, in any form. */
export function reportSuites(
  { title, passed, about, suites: all, text, json }: Plain,
  { phoney, startedAtMs }: Made,
): Reported {
  const suites = all.map((suite) => ({ ...suite, startedAtMs }));
  const facts = [...about, ...tally(suites)];
  return {
    title,
    suites,
    text,
    json: () => {
      const { type, ...rest } = json;
      return {
        type,
        version: reportVersion,
        phoney,
        startedAt: new Date(startedAtMs).toISOString(),
        ...rest,
      };
    },
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
