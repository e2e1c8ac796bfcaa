import { plainText } from '../lib/plain-text.ts';
import { casesThat, type ReportSuite } from './cases.ts';
import type { Problem } from '../lib/errors.ts';

/** GitHub shows ten errors of a step. */
const most = 10;

/** The failures as lines by which GitHub Actions annotates a run. */
export function annotateFailures(title: string, suites: readonly ReportSuite[]): string[] {
  return casesThat(suites, 'failed')
    .slice(0, most)
    .map(({ name, message }) => annotation({ title }, `${name}: ${message}`));
}

/** What is wrong with input, annotated at its place. */
export function annotateProblems(problems: readonly Problem[]): string[] {
  return problems.slice(0, most).map(({ file, line, column: col, path, message }) => {
    const isFile = line !== undefined;
    const text = [isFile ? undefined : file, path].filter((part) => part !== undefined).join(' ');
    return annotation(
      {
        ...(isFile &&
          file !== undefined && { file, line: String(line), ...(col !== undefined && { col: String(col) }) }),
      },
      text === '' ? message : `${text}: ${message}`,
    );
  });
}

/** A command to the runner, which a stranger's text can neither end nor follow with another. */
function annotation(properties: Readonly<Record<string, string>>, message: string): string {
  const told = Object.entries(properties)
    .map(([name, value]) => `${name}=${escapeData(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`)
    .join(',');
  return `::error${told === '' ? '' : ` ${told}`}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text
    .split('\n')
    .map(plainText)
    .join('\n')
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}
