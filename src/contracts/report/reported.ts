import { noPaint } from '../../record/report/paint.ts';
import type { ReportCase, ReportSuite } from '../../report/cases.ts';
import type { Reported } from '../../report/forms.ts';
import { reportSuites, type Made } from '../../report/plain.ts';
import { formatMismatch, formatText } from './report-text.ts';
import type { ContractReport, InteractionReport, PactReport } from './report.ts';

/** What came of a verification, to be told in any form: a suite per pact, a case per interaction. */
export function reportContracts(report: ContractReport, made: Made): Reported {
  return reportSuites(
    {
      title: `phoney contracts ${report.command}`,
      passed: report.verdict === 'verified',
      about: [`${report.counts.verified} of ${report.counts.inFiles} interactions verified`],
      suites: report.pacts.map(suiteOf),
      text: () => formatText(report, noPaint),
      json: report,
    },
    made,
  );
}

function suiteOf({ consumer, provider, source, interactions }: PactReport): ReportSuite {
  return { name: `${consumer} -> ${provider}`, properties: { source }, cases: interactions.map(caseOf) };
}

/** A failure that is pending does not count. */
function caseOf(interaction: InteractionReport): ReportCase {
  const { description, states, durationMs, result, mismatches, incidents, answer } = interaction;
  const name = [...states.map((state) => `given ${state}`), description].join(', ');
  if (result === 'passed') return { name, outcome: 'passed', message: 'verified', details: [], durationMs };
  const texts = [
    ...new Set(incidents.map(({ text }) => text)),
    ...mismatches.map(formatMismatch),
    answer ?? [],
  ];
  const [first = 'not verified', ...details] = texts.flat();
  const message = result === 'pending' ? `pending: ${first}` : first;
  return { name, outcome: result === 'pending' ? 'skipped' : 'failed', message, details, durationMs };
}
