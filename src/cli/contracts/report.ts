import { type Command, InvalidArgumentError, Option } from 'commander';
import { writeFileSync } from 'node:fs';
import type { ContractReport } from '../../contracts/report/report.ts';
import type { Made } from '../../report/plain.ts';
import { version } from '../version.ts';
import type { Surroundings } from '../../contracts/verify-receiver.ts';
import { exitCodes, formatProblem, StartError } from '../../lib/errors.ts';
import { parseDurationFlag } from '../flags/flags.ts';
import { processOutput, type Output } from '../output.ts';
import { addReportFlags, isOnOutput, type ReportFlags, type Beside } from '../report/report-flags.ts';

/** The flags of both verifications. */
export interface VerificationFlags extends ReportFlags {
  readonly reporter: 'text' | 'json' | 'junit';
  readonly out?: string;
  readonly filter?: RegExp;
  readonly timeout?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Adds the flags of {@link VerificationFlags}. */
export function addVerificationFlags(command: Command): Command {
  return addReportFlags(command)
    .addOption(
      new Option('--reporter <kind>', 'the form of the report')
        .choices(['text', 'json', 'junit'])
        .default('text'),
    )
    .option('--out <file>', 'write the report to this file; the text goes to stderr')
    .option('--filter <regex>', 'only interactions whose description matches', parseRegex)
    .option('--timeout <time>', 'stop everything after this, such as 2m', parseDurationFlag)
    .option('--json', 'the same as --reporter json')
    .option('--quiet', 'no report on the screen; the exit code tells');
}

/** How the two verifications end, for their `--help`. */
export const contractExitCodes = `
Exit codes:
  ${exitCodes.passed}   verified: every interaction in the files, and none failed
  ${exitCodes.notMet}   a mismatch, or something else went wrong with an interaction
  ${exitCodes.badInput}   nothing was verified, or bad input
  ${exitCodes.couldNotStart}   Pact's engine is missing, or was not done in time
  ${exitCodes.interrupted} interrupted`;

/** Runs a verification on this machine, prints its report and returns the exit code. Ctrl-C ends it and leaves nothing behind. */
export async function runVerification(
  flags: VerificationFlags,
  run: (surroundings: Surroundings) => Promise<ContractReport>,
): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  const [{ openReports }, { machineClock }, { listenForInterrupt }, { Interrupted }] = await Promise.all([
    import('../report/reports.ts'),
    import('../../lib/clock.ts'),
    import('../interrupt.ts'),
    import('../../contracts/engine/engine.ts'),
  ]);
  const reports = openReports(flags, onStandardOutput(flags), output);
  const interrupt = listenForInterrupt(() => output.note('Stopping.'));
  const startedAtMs = machineClock.wallMs();
  try {
    const report = await run({
      clock: machineClock,
      env: process.env,
      warn: (problem) => output.note(`warning: ${formatProblem(problem)}`),
      stop: interrupt.stop,
    });
    const made = { phoney: version, startedAtMs };
    const code = await printReport(report, made, flags, output);
    const { reportContracts } = await import('../../contracts/report/reported.ts');
    if (reports.areWanted) reports.write(reportContracts(report, made));
    return code;
  } catch (error) {
    if (error instanceof Interrupted) return exitCodes.interrupted;
    throw error;
  } finally {
    interrupt.release();
  }
}

/** Prints the report in the form asked for, and returns the exit code. */
async function printReport(
  report: ContractReport,
  made: Made,
  flags: VerificationFlags,
  output: Output,
): Promise<number> {
  const [{ formatText }, { formatAs }, { reportContracts }] = await Promise.all([
    import('../../contracts/report/report-text.ts'),
    import('../../report/forms.ts'),
    import('../../contracts/report/reported.ts'),
  ]);
  const kind = kindOf(flags);
  const text = (): string[] => formatText(report, output.paint);
  const form = {
    text,
    json: () => [JSON.stringify(report)],
    junit: () => [formatAs('junit', reportContracts(report, made)).trimEnd()],
  };
  const lines = form[kind]();
  if (flags.out !== undefined) {
    writeReport(flags.out, lines);
    for (const line of text()) output.note(line);
  } else if (isPrinted(flags)) {
    for (const line of lines) output.result(line);
  }
  return report.verdict === 'verified' ? exitCodes.passed : exitCodes.notMet;
}

function kindOf({ json, reporter }: VerificationFlags): VerificationFlags['reporter'] {
  return json === true ? 'json' : reporter;
}

/** Where another report takes standard output, the text goes nowhere else. */
function isPrinted(flags: VerificationFlags): boolean {
  if (kindOf(flags) !== 'text') return true;
  return flags.quiet !== true && !(flags.report ?? []).some(isOnOutput);
}

/** What the reports of `--report` have to share standard output with. */
function onStandardOutput(flags: VerificationFlags): Beside {
  return { json: kindOf(flags) !== 'text' && flags.out === undefined };
}

function writeReport(file: string, lines: readonly string[]): void {
  try {
    writeFileSync(file, `${lines.join('\n')}\n`);
  } catch (error) {
    throw new StartError(`Cannot write ${file}: ${(error as Error).message}. Give another file with --out.`);
  }
}

function parseRegex(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new InvalidArgumentError(`"${text}" is not a regular expression.`);
  }
}
