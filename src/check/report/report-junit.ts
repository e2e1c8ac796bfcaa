import { xmlText } from '../../lib/xml-text.ts';
import type { CheckReport, Judged } from './report.ts';

/**
 * The report as JUnit XML: a suite per group of demands, a case per demand. Whatever has no verdict is skipped, with the reason;
 * a warning passes, and is told in the output of its case.
 */
export function formatJUnit({ vendor, counts, demands }: CheckReport): string {
  const groups = new Map<string, Judged[]>();
  for (const judged of demands) {
    const group = judged.id.split('.')[0] ?? judged.id;
    groups.set(group, [...(groups.get(group) ?? []), judged]);
  }
  const skipped = counts.skipped + counts.notSeen + counts.questions;
  const totals = `tests="${demands.length}" failures="${counts.broken}" skipped="${skipped}"`;
  const suites = [...groups].map(([group, ofGroup]) => formatSuite(`${vendor}.${group}`, ofGroup)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="phoney check ${xmlText(vendor)}" ${totals}>\n${suites}\n</testsuites>\n`;
}

function formatSuite(name: string, demands: readonly Judged[]): string {
  const count = (isMeant: (judged: Judged) => boolean): number => demands.filter(isMeant).length;
  const failures = count(({ verdict }) => verdict === 'broken');
  const skipped = count(({ verdict }) => verdict === 'skipped' || verdict === 'not seen');
  const seconds = demands.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  const attributes = `name="${xmlText(name)}" tests="${demands.length}" failures="${failures}" skipped="${skipped}" time="${seconds}"`;
  return `  <testsuite ${attributes}>\n${demands.map((judged) => formatCase(name, judged)).join('\n')}\n  </testsuite>`;
}

function formatCase(
  suite: string,
  { id, title, section, level, verdict, evidence, durationMs }: Judged,
): string {
  const name = `${id}: ${title}`;
  const head = `    <testcase classname="${xmlText(suite)}" name="${xmlText(name)}" time="${durationMs / 1000}"`;
  const told = [...evidence, `Section: ${section}.`].map(xmlText).join('&#10;');
  const message = xmlText(evidence[0] ?? (level === 'question' ? title : verdict));
  switch (verdict) {
    case 'held':
      return `${head}/>`;
    case 'broken':
      return `${head}><failure message="${message}">${told}</failure></testcase>`;
    case 'warned':
      return `${head}><system-out>warned: ${told}</system-out></testcase>`;
    case 'skipped':
      return `${head}><skipped message="skipped"/></testcase>`;
    case 'not seen':
      return `${head}><skipped message="${level === 'question' ? 'question' : 'not seen'}: ${message}"/></testcase>`;
  }
}
