import { Command } from 'commander';
import { exitCodes } from '../lib/errors.ts';
import { exitCodeHelp } from './exit.ts';
import { processOutput } from './output.ts';
import { addReportFlags, type ReportFlags } from './report/report-flags.ts';

interface ReportCommandFlags extends ReportFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `phoney report FILE`: the reports of a run that was recorded. */
export function reportCommand(): Command {
  const command = new Command('report')
    .description('Make the reports of a run from its record, afterwards: the same as run --report makes.')
    .argument('<record>', 'a file that --record wrote, compressed or not, or - for standard input')
    .option('--json', 'the same as --report json')
    .option('--quiet', 'no notes');
  return addReportFlags(command)
    .addHelpText(
      'after',
      `
Without --report and --report-dir, the text on stdout. Of a record with several runs, the last is reported.

Examples:
  phoney report day.ndjson
  phoney report day.ndjson.zst --report html=report.html --report junit=junit.xml
  phoney run day.yaml --record - | phoney report - --report json | jq .verdict
${exitCodeHelp}

The code says whether the reports could be made; what came of the run, they say.`,
    )
    .action(async (record: string, flags: ReportCommandFlags) => {
      process.exitCode = await report(record, flags);
    });
}

async function report(record: string, { json, quiet, ...wished }: ReportCommandFlags): Promise<number> {
  const output = processOutput({ quiet: quiet === true });
  const [{ openReports }, { reportOfRecord }] = await Promise.all([
    import('./report/reports.ts'),
    import('./report/report-of-record.ts'),
  ]);
  const single = [...(wished.report ?? []), ...(json === true ? ['json'] : [])];
  const isText = single.length === 0 && wished.reportDir === undefined;
  // What a build server is told about a run, the run has told it.
  const reports = openReports(
    { ...wished, report: isText ? ['text'] : single },
    { reads: [record] },
    output,
    {},
  );
  reports.write(await reportOfRecord(record, output));
  return exitCodes.passed;
}
