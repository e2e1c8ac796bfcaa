import type { Lane } from '../../channels/message.ts';
import { addressesOf } from '../../dialects/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { exitCodes } from '../../lib/errors.ts';
import { formatRecord, type RecordSink } from '../../record/record.ts';
import { summaryLine } from '../../record/report-json.ts';
import { formatReport } from '../../record/report-text.ts';
import type { Run } from '../../run/handle.ts';
import type { RunOptions } from '../../run/options.ts';
import { startRun } from '../../run/run.ts';
import { formatRunHeader, recordFormat, type RunHeader } from '../../record/run-header.ts';
import type { Scenario } from '../../scenario/index.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Output } from '../output.ts';
import { announce, type AnnounceFlags } from '../serve/announce.ts';
import { tellFirstFailures } from './first-failures.ts';
import { openNdjsonFile } from './ndjson-file.ts';
import { version } from '../version.ts';
import { showProgress } from './progress.ts';

/** How a run is told, and when real time ends it. */
export interface ReportFlags extends AnnounceFlags {
  readonly record?: string;
  readonly stopAfterMs?: number;
  /** Real ms that receivers may take to be there; absent: they are not waited for. */
  readonly waitForReceiver?: number;
  /** Ends the run at the first message that is dropped. */
  readonly failFast?: boolean;
}

/** Plays, shows progress, prints the report and says how the command ends. */
export async function playAndReport(
  scenario: Scenario,
  flags: ReportFlags,
  output: Output,
  clock: Clock,
  options: Pick<RunOptions, 'listen' | 'loop' | 'stayOpen'> = {},
): Promise<number> {
  const file = flags.record === undefined ? undefined : await openNdjsonFile(flags.record);
  const interrupt = listenForInterrupt(() =>
    output.note('Stopping: waiting for what is on its way. Press Ctrl-C again to end at once.'),
  );
  const over = new AbortController();
  let progress: Promise<void> | undefined;
  let failedFast = false;
  file?.write(formatRunHeader(headerOf(scenario, clock)));
  try {
    const run = await startRun(scenario, {
      ...options,
      clock,
      env: process.env,
      stopAfterMs: flags.stopAfterMs ?? Infinity,
      warn: ({ message }) => output.note(`warning: ${message}`),
      begin: async (begun) => {
        await announce(begun, { ...flags, staysOpen: options.stayOpen === true }, output);
        await awaitReceivers(begun, flags, interrupt.stop, output, clock);
        begun.follow(
          tellFirstFailures(
            (lines) => lines.forEach((line) => output.note(output.paint.bad(line))),
            (vendor, feed) => laneOf(begun, vendor, feed),
          ),
        );
        if (flags.failFast === true) begun.follow(endAtDrop(() => ((failedFast = true), begun.stop())));
        progress = showProgress(begun, output, clock, over.signal);
      },
      ...(file !== undefined && {
        sinks: [(record) => file.write(formatRecord(record))],
        ready: () => file.room(),
      }),
    });
    whenAborted(interrupt.stop, () => run.stop());
    whenAborted(interrupt.cutOff, () => run.cutOff());
    const result = await run.result;
    over.abort();
    await progress;
    const { summary, expectations, elapsedMs } = result;
    const interrupted = result.interrupted && !failedFast;
    const verdict = failedFast ? 'failed' : result.verdict;
    const formatAt = (epochMs: number): string => formatLocal(epochMs, scenario.centre.time_zone);
    for (const line of formatReport(summary, expectations, elapsedMs, output.paint, formatAt))
      output.note(line);
    if (failedFast) output.note('Ended at the first message that was dropped (--fail-fast).');
    if (flags.json === true) output.result(summaryLine({ ...result, verdict, interrupted }));
    if (interrupted) return interrupt.exitCode;
    return verdict === 'passed' ? exitCodes.passed : exitCodes.notMet;
  } finally {
    over.abort();
    await progress;
    interrupt.release();
    await file?.close();
  }
}

async function awaitReceivers(
  run: Run,
  { waitForReceiver: withinMs }: ReportFlags,
  signal: AbortSignal,
  output: Output,
  clock: Clock,
): Promise<void> {
  if (withinMs === undefined) return;
  const { waitForReceivers } = await import('./wait-for-receivers.ts');
  const addresses = [...addressesOf(run.scenario.targets)].flatMap(([vendor, urls]) => {
    const lane = laneOf(run, vendor);
    return lane === undefined ? [] : urls.map((url) => ({ url, tls: lane.tls }));
  });
  await waitForReceivers(addresses, withinMs, {
    env: process.env,
    clock,
    say: (line) => output.note(line),
    signal,
  });
}

/** The delivery rules of a feed, or of any feed of the vendor. */
function laneOf({ dialects }: Run, vendor: string, feed?: string): Lane | undefined {
  const dialect = dialects.find((one) => one.vendor === vendor);
  const lane = dialect?.lanes.find((one) => feed === undefined || one.feed === feed);
  return lane ?? (feed === undefined ? undefined : dialect?.laneOf?.(feed));
}

function endAtDrop(end: () => void): RecordSink {
  return (record) => {
    if (record.type === 'outcome' && record.outcome.outcome === 'dropped') end();
  };
}

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
}

/** Reads both clocks at one instant. */
function headerOf({ file, seed, startMs }: Scenario, clock: Clock): RunHeader {
  return {
    type: 'run',
    format: recordFormat,
    phoney: version,
    scenario: file,
    seed,
    startedAtMs: clock.wallMs(),
    startedMonotonicMs: clock.monotonicMs(),
    simulatedStartMs: startMs,
  };
}

/** `2026-03-02 09:30:00`, by the clock of the centre. */
function formatLocal(epochMs: number, timeZone: string): string {
  return new Date(epochMs).toLocaleString('sv-SE', { timeZone });
}
