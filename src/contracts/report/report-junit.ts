import { xmlText } from '../../lib/xml-text.ts';
import { formatMismatch } from './report-text.ts';
import type { ContractReport, InteractionReport, PactReport } from './report.ts';

/** The report as JUnit XML: a suite per pact, a case per interaction. A pending failure counts as skipped. */
export function formatJUnit(report: ContractReport): string {
  const { inFiles, passed, pending } = report.counts;
  const suites = report.pacts.map(formatSuite).join('\n');
  const totals = `tests="${inFiles}" failures="${inFiles - passed - pending}" skipped="${pending}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="phoney contracts ${report.command}" ${totals}>\n${suites}\n</testsuites>\n`;
}

function formatSuite({ consumer, provider, source, interactions }: PactReport): string {
  const name = `${consumer} -> ${provider}`;
  const skipped = interactions.filter(({ result }) => result === 'pending').length;
  const failures = interactions.filter(({ result }) => result === 'failed' || result === 'unverified').length;
  const seconds = interactions.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  const attributes = `name="${xmlText(name)}" file="${xmlText(source)}" tests="${interactions.length}" failures="${failures}" skipped="${skipped}" time="${seconds}"`;
  const cases = interactions.map((interaction) => formatCase(name, interaction)).join('\n');
  return `  <testsuite ${attributes}>\n${cases}\n  </testsuite>`;
}

function formatCase(suite: string, interaction: InteractionReport): string {
  const { description, states, durationMs, result, mismatches, incidents, answer } = interaction;
  const name = [...states.map((state) => `given ${state}`), description].join(', ');
  const head = `    <testcase classname="${xmlText(suite)}" name="${xmlText(name)}" time="${durationMs / 1000}"`;
  if (result === 'passed') return `${head}/>`;
  const texts = [
    ...incidents.map(({ text }) => text),
    ...mismatches.map(formatMismatch),
    answer ?? [],
  ].flat();
  const message = xmlText(texts[0] ?? 'not verified');
  const inner =
    result === 'pending'
      ? `<skipped message="pending: ${message}"/>`
      : `<failure message="${message}">${xmlText(texts.join('\n'))}</failure>`;
  return `${head}>${inner}</testcase>`;
}
