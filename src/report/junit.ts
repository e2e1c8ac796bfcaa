import { casesThat, type ReportCase, type ReportSuite } from './cases.ts';

/**
 * Suites as JUnit XML. Valid for the schemas of Jenkins and for that of Ant's reports, so that it has nothing that one of them
 * does not know (totals of all suites, a reason as an attribute of what was skipped) and all that one of them demands.
 */
export function formatJUnit(suites: readonly ReportSuite[]): string {
  const all = suites.map(formatSuite).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${all}${all === '' ? '' : '\n'}</testsuites>\n`;
}

function formatSuite(suite: ReportSuite, index: number): string {
  const { name, properties = {}, startedAtMs = 0, cases } = suite;
  const durationMs = suite.durationMs ?? cases.reduce((sum, one) => sum + (one.durationMs ?? 0), 0);
  const attributes = {
    package: 'phoney',
    id: String(index),
    name: named(name),
    timestamp: new Date(startedAtMs).toISOString().slice(0, 19),
    hostname: 'localhost',
    tests: String(cases.length),
    failures: String(casesThat([suite], 'failed').length),
    errors: '0',
    skipped: String(casesThat([suite], 'skipped').length),
    time: seconds(durationMs),
  };
  const facts = Object.entries({ producer: 'phoney', ...properties }).map(
    ([key, value]) => `      <property ${formatAttributes({ name: named(key), value })}/>`,
  );
  return [
    `  <testsuite ${formatAttributes(attributes)}>`,
    '    <properties>',
    ...facts,
    '    </properties>',
    ...cases.map((one) => formatCase(name, one)),
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
  ].join('\n');
}

function formatCase(suite: string, { name, outcome, message, details, durationMs = 0 }: ReportCase): string {
  const head = `    <testcase ${formatAttributes({ classname: suite, name, time: seconds(durationMs) })}`;
  if (outcome === 'passed') return `${head}/>`;
  const text = escapeXml([message, ...details].join('\n'));
  if (outcome === 'skipped') return `${head}><skipped>${text}</skipped></testcase>`;
  return `${head}><failure ${formatAttributes({ type: 'failure', message })}>${text}</failure></testcase>`;
}

function formatAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeXml(value).replaceAll('\n', '&#10;')}"`)
    .join(' ');
}

/** A name has at least one letter that is seen. */
function named(text: string): string {
  return escapeXml(text).trim() === '' ? 'unnamed' : text;
}

/** A decimal number of seconds: XML knows no exponents here. */
function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\r': '&#13;',
};

/** Text for XML 1.0, which has no place for most control characters, not even as entities. */
function escapeXml(text: string): string {
  return Array.from(text)
    .filter(isXmlCharacter)
    .join('')
    .replaceAll(/[&<>"\t\r]/g, (found) => entities[found] ?? '');
}

function isXmlCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return character === '\t' || character === '\n' || character === '\r';
  return code !== 0xfffe && code !== 0xffff && (code < 0xd800 || code > 0xdfff);
}
