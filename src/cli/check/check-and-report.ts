import { noPaint } from '../../record/report/paint.ts';
import { check, listDemands, whomIsChecked } from '../../check/check.ts';
import { reportCheck } from '../../check/report/reported.ts';
import { formatEnd, formatJudged } from '../../check/report/report-text.ts';
import { machineClock } from '../../lib/clock.ts';
import { exitCodes, formatProblem } from '../../lib/errors.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { processOutput, type Output } from '../output.ts';
import { isOnOutput } from '../report/report-flags.ts';
import { openReports } from '../report/reports.ts';
import { version } from '../version.ts';
import { describeFound, findCertificates } from '../run/find-certificates.ts';
import { findVendor } from '../../dialects/index.ts';
import type { TlsFiles } from '../../dialects/vendor.ts';
import { execute } from './execute.ts';
import type { CheckFlags } from './flags.ts';
import { readAddresses, readClients } from './read-flags.ts';
import { startCommand } from './start-command.ts';
import { showProgress } from './progress.ts';

/** Checks, tells each verdict as it comes, and returns the exit code. */
export async function checkAndReport(vendor: string, flags: CheckFlags): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  if (flags.list === true) return list(vendor, flags, output);
  // A vendor that there is not is told before anything is looked for.
  const whom = await whomIsChecked(vendor);
  const addresses = readAddresses(flags);
  const tls = whom === 'client' ? {} : tlsFor(vendor, flags, output);
  const clients = whom === 'client' ? readClients(vendor, flags) : undefined;
  const reports = openReports(flags, { json: flags.json === true }, output);
  const interrupt = listenForInterrupt(() => output.note('Stopping.'));
  const progress = showProgress(output, machineClock);
  // Colours are for a terminal: a report that goes elsewhere has none, whatever the notes have.
  const paint = isResult(flags) && !process.stdout.isTTY ? noPaint : output.paint;
  const say = sayer(flags, output);
  const startedAtMs = machineClock.wallMs();
  try {
    const report = await check(
      vendor,
      {
        url: flags.url,
        tls,
        caKey: flags.caKey,
        timeoutMs: flags.timeout,
        ratePerS: flags.rate,
        durationMs: flags.duration,
        bigBodyBytes: flags.bigBody,
        restartCommand: flags.restartCommand,
        restartWithinMs: flags.restartWithin,
        fetchAgainMs: flags.fetchWithin,
        ...addresses,
        clients,
        seed: flags.seed,
        only: flags.only,
        skip: flags.skip,
      },
      {
        clock: machineClock,
        env: process.env,
        warn: (problem) => output.note(`warning: ${formatProblem(problem)}`),
        stop: interrupt.stop,
        execute,
        start: startCommand,
        note: (text) => output.note(text),
        watcher: {
          began: progress.began,
          judged(judged) {
            progress.ended();
            say(formatJudged(judged, paint));
          },
        },
      },
    );
    progress.ended();
    say(formatEnd(report, paint));
    if (flags.json === true) output.result(JSON.stringify(report));
    if (reports.areWanted) reports.write(reportCheck(report, { phoney: version, startedAtMs }));
    if (report.interrupted) return interrupt.exitCode;
    return report.verdict === 'held' ? exitCodes.passed : exitCodes.notMet;
  } finally {
    progress.ended();
    interrupt.release();
  }
}

/** Where the text goes: to stdout as the result, or beside a result of another form; nowhere when nobody wants it. */
function sayer(flags: CheckFlags, output: Output): (lines: readonly string[]) => void {
  const tellsResult = isResult(flags);
  if (tellsResult && flags.quiet === true) return () => undefined;
  return (lines) => lines.forEach((line) => (tellsResult ? output.result(line) : output.note(line)));
}

/** Whether nothing else stands on standard output. */
function isResult({ json, report = [] }: CheckFlags): boolean {
  return json !== true && !report.some(isOnOutput);
}

async function list(vendor: string, flags: CheckFlags, output: Output): Promise<number> {
  const demands = await listDemands(vendor);
  if (flags.json === true) {
    output.result(JSON.stringify({ type: 'demands', vendor, demands }));
    return exitCodes.passed;
  }
  const width = Math.max(...demands.map(({ id }) => id.length));
  for (const { id, title, level, section } of demands) {
    output.result(`${id.padEnd(width)}  ${level.padEnd(8)}  ${title} (${section})`);
  }
  return exitCodes.passed;
}

/** The flags' files, or else those that are found. */
function tlsFor(
  vendor: string,
  { cert, key, pfx, ca, passphraseEnv, url }: CheckFlags,
  output: Output,
): TlsFiles {
  const given = {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(pfx !== undefined && { pfx }),
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphraseEnv }),
  };
  if (Object.keys(given).length > 0) return given;
  const found = findCertificates(findVendor(vendor).receiver, [url]);
  if (found !== undefined) output.note(describeFound(found));
  return found ?? {};
}
