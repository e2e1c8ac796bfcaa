import { plainText } from '../lib/plain-text.ts';
import type { ReportCase, ReportSuite } from './cases.ts';

const marks = { passed: '✅', failed: '❌', skipped: '⏸️' } as const;
/** Build servers take a megabyte of it, and people less. */
const longestDetails = 20;
const longestLine = 500;

/** The suites as Markdown: a table each, and behind it what bears the failures out. */
export function formatSuites(suites: readonly ReportSuite[]): string[] {
  return suites.flatMap(({ name, cases }) => [
    '',
    `### ${escapeMarkdown(name)}`,
    '',
    ...formatTable(
      ['', '', 'result'],
      cases.map((one) => [marks[one.outcome], escapeMarkdown(one.name), escapeMarkdown(one.message)]),
    ),
    ...cases.flatMap(formatDetails),
  ]);
}

/** A table of cells that are Markdown already. All columns but the first are to the right where `numbers`. */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { numbers = false }: { readonly numbers?: boolean } = {},
): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (numbers && column > 0 ? '--:' : '---'));
  return [line(head), line(rule), ...rows.map(line)];
}

function formatDetails({ name, outcome, details }: ReportCase): string[] {
  if (outcome === 'passed' || details.length === 0) return [];
  const shown = details.slice(0, longestDetails).map((detail) => cut(plainText(detail)));
  const more = details.length - shown.length;
  return [
    '',
    `<details><summary>${escapeMarkdown(name)}</summary>`,
    '',
    ...fence(shown),
    ...(more > 0 ? [`and ${more} more`] : []),
    '</details>',
  ];
}

/** Lines as they are, in a fence that none of them can end. */
export function fence(lines: readonly string[]): string[] {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)),
  );
  const marker = '`'.repeat(longest + 1);
  return [`${marker}text`, ...lines, marker, ''];
}

/**
 * A stranger's text as Markdown that shows it and does nothing else, on one line, be it at its beginning or in a cell. Only what
 * would mean something is escaped, so that a person can read it as it is; by entities, which HTML in between reads too.
 */
export function escapeMarkdown(text: string): string {
  return cut(plainText(text))
    .replaceAll(meaning, (found) => `&#${found.charCodeAt(0)};`)
    .replace(/^ +/, '')
    .replace(
      /^(?:[-+>#=]|\d+[.)])/,
      (found) => `${found.slice(0, -1)}&#${found.charCodeAt(found.length - 1)};`,
    );
}

/** Within a word an underscore is one, and what is before a number may make it a link to an issue. */
const meaning = /[\\`*[\]|~$@<]|&(?=#|[a-z][a-z\d]*;)|#(?=\d|\s*$)|(?<![a-z\d])_|_(?![a-z\d])/gi;

function cut(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine - 1).toWellFormed()}…` : text;
}
