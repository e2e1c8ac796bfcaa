import type { Clock } from '../../lib/clock.ts';
import { exitCodes } from '../../lib/errors.ts';
import { summaryLine } from '../../record/report/report-json.ts';
import { formatReport } from '../../record/report/report-text.ts';
import type { RunEnd } from '../../record/run-end.ts';
import { localTime } from '../../report/run/local-time.ts';
import { reportRun } from '../../report/run/reported.ts';
import { RunReportFold } from '../../report/run/run-report-fold.ts';
import type { Scenario } from '../../scenario/index.ts';
import { coordinate } from '../../shares/coordinator.ts';
import type { ShareNews, Shares } from '../../shares/shares.ts';
import { partsOf } from '../../shares/parts.ts';
import type { TogetherResult } from '../../shares/together.ts';
import type { Interrupt } from '../interrupt.ts';
import type { Output } from '../output.ts';
import type { Reports } from '../report/reports.ts';
import { headerOf } from '../run/header.ts';
import { showShares, tellWarnings } from './show-shares.ts';

/** What {@link playShares} takes besides the shares. */
export interface PlaySharesParts {
  readonly scenario: Scenario;
  /** Real ms that the run takes. */
  readonly forMs: number;
  /** How long all shares may take to be ready. */
  readonly readyWithinMs: number;
  readonly flags: { readonly json?: boolean; readonly failFast?: boolean };
  readonly output: Output;
  readonly clock: Clock;
  readonly reports: Reports;
  readonly interrupt: Interrupt;
}

/** Has shares played, shows one table of all of them, prints one report and says how the command ends. */
export async function playShares(shares: Shares, parts: PlaySharesParts): Promise<number> {
  const { scenario, forMs, readyWithinMs, flags, output, clock, reports, interrupt } = parts;
  const header = headerOf(scenario, clock, 'load');
  const over = new AbortController();
  const quiet = tellWarnings(shares, (line) => output.note(line));
  const shown = showShares(shares, output, { scenario, clock, forMs }, over.signal);
  const ended = async (): Promise<TogetherResult> => {
    try {
      return await coordinate(shares, {
        scenario,
        clock,
        readyWithinMs,
        failFast: flags.failFast === true,
        stop: interrupt.stop,
        cutOff: interrupt.cutOff,
      });
    } finally {
      quiet();
      over.abort();
      await shown;
    }
  };
  const result = await ended();
  const code = report(result, parts);
  if (reports.areWanted) {
    const fold = new RunReportFold(header);
    for (const part of partsOf(scenario, shares.news)) fold.merge(part);
    for (const { figures } of shares.news) if (figures?.details) fold.mergeDetails(figures.details);
    reports.write(reportRun(header, fold, endOfShares(shares.news, result)));
  }
  return code;
}

function report(result: TogetherResult, { scenario, flags, output, interrupt }: PlaySharesParts): number {
  const formatAt = (epochMs: number): string => localTime(epochMs, scenario.centre.time_zone);
  for (const line of formatReport(result.summary, result, output.paint, formatAt)) output.note(line);
  if (flags.json === true) output.result(summaryLine(result));
  if (result.interrupted) return interrupt.exitCode;
  return result.verdict === 'passed' ? exitCodes.passed : exitCodes.notMet;
}

function endOfShares(
  news: readonly ShareNews[],
  { seed: _seed, summary: _summary, ...ending }: TogetherResult,
): RunEnd {
  const names = news.find(({ end }) => end !== null)?.end?.names;
  return {
    type: 'end',
    atMs: Math.max(0, ...news.map(({ figures }) => figures?.simulatedMs ?? 0)),
    ...ending,
    agents: names?.agents ?? {},
    queues: names?.queues ?? {},
  };
}
