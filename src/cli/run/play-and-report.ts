import type { OpenControl } from '../../control/open-control.ts';
import type { Clock } from '../../lib/clock.ts';
import { exitCodes } from '../../lib/errors.ts';
import { formatRecord, type RecordSink } from '../../record/record.ts';
import { summaryLine } from '../../record/report/report-json.ts';
import { formatRunEnd } from '../../record/run-end.ts';
import { formatRunHeader, type PlayCommand } from '../../record/run-header.ts';
import { reportRun } from '../../report/run/reported.ts';
import { RunReportFold } from '../../report/run/run-report-fold.ts';
import { localTime } from '../../report/run/local-time.ts';
import { formatReport } from '../../record/report/report-text.ts';
import type { ExpectationResult } from '../../record/verdict.ts';
import type { RunResult } from '../../record/run-result.ts';
import type { Run } from '../../run/handle.ts';
import type { RunOptions } from '../../run/options.ts';
import { startRun } from '../../run/run.ts';
import type { Scenario } from '../../scenario/index.ts';
import { whenAborted } from '../../lib/when-aborted.ts';
import { listenForInterrupt, type Interrupt } from '../interrupt.ts';
import type { Output } from '../output.ts';
import { announce, type AnnounceFlags } from '../serve/announce.ts';
import { tellFirstFailures } from './first-failures.ts';
import type { ReportFlags } from '../report/report-flags.ts';
import { openReports, type Reports } from '../report/reports.ts';
import { endOf } from './end.ts';
import { headed } from './headed.ts';
import { headerOf } from './header.ts';
import { LineWriter } from './line-writer.ts';
import { openNdjsonFile, type NdjsonFile } from './ndjson-file.ts';
import { showProgress } from './progress.ts';
import { awaitReceivers, laneOf } from './receivers.ts';

/** How a run is told, and when real time ends it. */
export interface TellFlags extends AnnounceFlags, ReportFlags {
  readonly record?: string;
  readonly jsonLines?: boolean;
  /** Absent for a scenario that is played as it is. */
  readonly command?: PlayCommand;
  /** The files that say what is played, which nothing may be written over. */
  readonly reads?: readonly string[];
  readonly stopAfterMs?: number;
  /** Real ms that receivers may take to be there; absent: they are not waited for. */
  readonly waitForReceiver?: number;
  /** Ends the run at the first message that is dropped. */
  readonly failFast?: boolean;
}

/** What a run is played with. */
export interface PlayOptions extends Pick<
  RunOptions,
  'listen' | 'loop' | 'stayOpen' | 'paused' | 'keep' | 'source' | 'inOrder' | 'lookOn' | 'server'
> {
  /** Holds the run as soon as it begins. */
  readonly control?: OpenControl | undefined;
  /** The servers are open: the first step waits for it. */
  readonly onOpen?: ((run: Run) => Promise<void>) | undefined;
  /** The run is over, and not yet told: resolves with what others saw of it. */
  readonly onOver?: (() => Promise<SeenByOthers>) | undefined;
  /** Ends the run without a report. */
  readonly giveUp?: AbortSignal | undefined;
}

/** What others saw of a run, to be told and judged with it. */
export interface SeenByOthers {
  readonly expectations: readonly ExpectationResult[];
  /** For people, before the report. */
  readonly lines: readonly string[];
  /** For the summary of --json. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** A run that is being played. */
export interface Playing {
  readonly run: Run;
  /** How the command ends, once the report is printed. */
  readonly code: Promise<number>;
}

/** Plays, shows progress, prints the report and says how the command ends. `interrupt` is the caller's to release. */
export async function playAndReport(
  scenario: Scenario,
  flags: TellFlags,
  output: Output,
  clock: Clock,
  { interrupt: given, ...options }: PlayOptions & { readonly interrupt?: Interrupt | undefined } = {},
): Promise<number> {
  const reports = openReports(flags, flags, output);
  const interrupt = given ?? listenForStop(output);
  const file = flags.record === undefined ? undefined : await openNdjsonFile(flags.record);
  try {
    const { code } = await play(scenario, { flags, output, clock, options, file, reports, interrupt });
    return await code;
  } finally {
    if (given === undefined) interrupt.release();
    await file?.close();
  }
}

/** Ctrl-C, and what is said when it comes. */
export function listenForStop(output: Output): Interrupt {
  return listenForInterrupt(() =>
    output.note('Stopping: waiting for what is on its way. Press Ctrl-C again to end at once.'),
  );
}

/** What {@link play} takes besides the scenario. */
export interface PlayParts {
  readonly flags: TellFlags;
  readonly output: Output;
  readonly clock: Clock;
  readonly options: PlayOptions;
  readonly file: NdjsonFile | undefined;
  readonly reports: Reports;
  readonly interrupt: Interrupt;
}

/** Starts a run, and shows its progress and its report. Resolves when it is held. */
export async function play(scenario: Scenario, parts: PlayParts): Promise<Playing> {
  const { flags, output, clock, file, reports, interrupt } = parts;
  const { control, giveUp, onOpen, onOver, ...options } = parts.options;
  const over = new AbortController();
  const lines = flags.jsonLines === true ? new LineWriter(process.stdout, () => clock.turn()) : undefined;
  const header = headerOf(scenario, clock, flags.command);
  const kept = file === undefined ? undefined : headed(file, formatRunHeader(header));
  lines?.write(formatRunHeader(header));
  const writers = [kept, lines].filter((writer) => writer !== undefined);
  const fold = reports.areWanted ? new RunReportFold(header) : undefined;
  // Before the ready line, which does not go through the writer.
  await lines?.end();
  let progress: Promise<void> | undefined;
  let failedFast = false;
  const run = await startRun(scenario, {
    ...options,
    clock,
    env: process.env,
    stopAfterMs: flags.stopAfterMs ?? Infinity,
    warn: ({ message }) => output.note(`warning: ${message}`),
    begin: async (begun) => {
      control?.control.hold(begun);
      const staysOpen = options.stayOpen === true;
      await announce(begun, { ...flags, staysOpen, controlUrl: control?.url }, output);
      await awaitReceivers(begun, flags.waitForReceiver, begun.stopSignal, output, clock);
      await begun.warmUp();
      await onOpen?.(begun);
      kept?.begin();
      begun.follow(
        tellFirstFailures(
          (failure) => failure.forEach((line) => output.note(output.paint.bad(line))),
          (vendor, feed) => laneOf(begun, vendor, feed),
        ),
      );
      if (flags.failFast === true) begun.follow(endAtDrop(() => ((failedFast = true), begun.stop())));
      progress = showProgress(
        begun,
        output,
        { clock, stopAfterMs: flags.stopAfterMs ?? Infinity },
        over.signal,
      );
    },
    ...tellAll(writers, fold === undefined ? [] : [fold.add]),
  });
  control?.control.hold(run);
  whenAborted(interrupt.stop, () => run.stop());
  whenAborted(interrupt.cutOff, () => run.cutOff());
  if (giveUp !== undefined) whenAborted(giveUp, () => run.cutOff());
  const ended = async (): Promise<RunResult> => {
    try {
      return await run.result;
    } finally {
      over.abort();
      await progress;
    }
  };
  const finish = async (): Promise<number> => {
    const asPlayed = await ended();
    if (giveUp?.aborted === true) return exitCodes.passed;
    const seen = await onOver?.();
    const result = withSeen(failedFast ? endedFast(asPlayed) : asPlayed, seen);
    const end = endOf(run, result);
    for (const writer of writers) writer.write(formatRunEnd(end));
    await lines?.end();
    const code = report(result, { scenario, flags, output, interrupt, seen });
    if (fold !== undefined) reports.write(reportRun(header, fold, end));
    return code;
  };
  return { run, code: finish() };
}

/** Who takes the lines of records. */
type Writer = Pick<LineWriter, 'write' | 'room'>;

/** Each record goes to all of them, and the slowest is waited for. */
function tellAll(
  writers: readonly Writer[],
  folds: readonly RecordSink[],
): Pick<RunOptions, 'sinks' | 'ready'> {
  if (writers.length === 0) return { sinks: folds };
  return {
    sinks: [
      ...folds,
      (record) => {
        const line = formatRecord(record);
        for (const writer of writers) writer.write(line);
      },
    ],
    ready: () => {
      for (const writer of writers) {
        const room = writer.room();
        if (room !== undefined) return room;
      }
      return undefined;
    },
  };
}

/** A run that --fail-fast ended has failed, and nobody interrupted it. */
function endedFast(result: RunResult): RunResult {
  return { ...result, verdict: 'failed', interrupted: false, failedFast: true };
}

function withSeen(result: RunResult, seen: SeenByOthers | undefined): RunResult {
  if (seen === undefined) return result;
  return {
    ...result,
    verdict: seen.expectations.every(({ ok }) => ok) ? result.verdict : 'failed',
    expectations: [...result.expectations, ...seen.expectations],
  };
}

function endAtDrop(end: () => void): RecordSink {
  return (record) => {
    if (record.type === 'outcome' && record.outcome.outcome === 'dropped') end();
  };
}

/** What {@link report} takes besides the result. */
interface ReportParts extends Pick<PlayParts, 'flags' | 'output' | 'interrupt'> {
  readonly scenario: Scenario;
  readonly seen: SeenByOthers | undefined;
}

function report(result: RunResult, { scenario, flags, output, interrupt, seen }: ReportParts): number {
  for (const line of seen?.lines ?? []) output.note(line);
  const formatAt = (epochMs: number): string => localTime(epochMs, scenario.centre.time_zone);
  for (const line of formatReport(result.summary, result, output.paint, formatAt)) output.note(line);
  if (flags.json === true || flags.jsonLines === true) output.result(summaryLine(result, seen?.json));
  // Whoever stops it over the control API wants to know whether it passed.
  if (result.interrupted && interrupt.stop.aborted) return interrupt.exitCode;
  return result.verdict === 'passed' ? exitCodes.passed : exitCodes.notMet;
}
