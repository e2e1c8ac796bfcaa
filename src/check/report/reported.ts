import { noPaint } from '../../record/report/paint.ts';
import type { ReportCase, ReportSuite } from '../../report/cases.ts';
import type { Reported } from '../../report/forms.ts';
import { reportSuites, type Made } from '../../report/plain.ts';
import { formatEnd, formatJudged } from './report-text.ts';
import type { CheckReport, Judged } from './report.ts';

/** What a check found, to be told in any form: a suite per group of demands, a case per demand. */
export function reportCheck(report: CheckReport, made: Made): Reported {
  const { vendor, target, verdict, counts, interrupted, demands } = report;
  return reportSuites(
    {
      title: `phoney check ${vendor}`,
      passed: verdict === 'held',
      about: [
        target,
        ...(interrupted ? ['ended before every demand was looked at'] : []),
        ...(counts.questions > 0 ? [`${counts.questions} questions for you`] : []),
      ],
      suites: suitesOf(report),
      text: () => [
        ...demands.flatMap((judged) => formatJudged(judged, noPaint)),
        ...formatEnd(report, noPaint),
      ],
      json: report,
    },
    made,
  );
}

function suitesOf({ vendor, target, demands }: CheckReport): ReportSuite[] {
  const groups = Map.groupBy(demands, ({ id }) => id.split('.')[0] ?? id);
  return [...groups].map(([group, ofGroup]) => ({
    name: `${vendor}.${group}`,
    properties: { target },
    cases: ofGroup.map(caseOf),
  }));
}

/** Advice that is not followed does not count, and neither does what nobody could see: the reason is told. */
function caseOf({ id, title, section, level, verdict, evidence, durationMs }: Judged): ReportCase {
  const name = `${id}: ${title}`;
  const [first = level === 'question' ? title : verdict, ...more] = evidence;
  const details = [...more, `Section: ${section}.`];
  switch (verdict) {
    case 'held':
      return { name, outcome: 'passed', message: first, details, durationMs };
    case 'broken':
      return { name, outcome: 'failed', message: first, details, durationMs };
    case 'warned':
    case 'skipped':
    case 'not seen': {
      const word = level === 'question' && verdict === 'not seen' ? 'question' : verdict;
      return { name, outcome: 'skipped', message: `${word}: ${first}`, details, durationMs };
    }
  }
}
