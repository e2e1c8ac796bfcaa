import { createCentre } from './centre/centre.ts';
import { createHttpChannel } from './channels/http/index.ts';
import type { Channel, Message } from './channels/message.ts';
import type { Dialect } from './dialects/dialect.ts';
import { createDialects } from './dialects/index.ts';
import { machineClock, type Clock } from './lib/clock.ts';
import type { Problem } from './lib/errors.ts';
import { createRandom } from './lib/random.ts';
import { createPace } from './pace.ts';
import type { RecordSink } from './record/record.ts';
import { Recorder } from './record/recorder.ts';
import { SummaryFold, type Summary } from './record/summary.ts';
import { completeExpectations, judge, type ExpectationResult } from './record/verdict.ts';
import { run } from './run.ts';
import type { Scenario } from './scenario/index.ts';

/** How a scenario is played. Everything has a default: `playScenario(loadScenario(file))` plays it. */
export interface PlayOptions {
  readonly clock?: Clock;
  /** Where passphrases are looked up by name. Default: nowhere. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told every record, in order. */
  readonly sinks?: readonly RecordSink[];
  /** Resolves when a sink has room again; `undefined` while it has. */
  readonly room?: () => Promise<void> | undefined;
  /** Told once, before the first step. */
  readonly onStart?: (watch: RunWatch) => void;
  /** Told what does not stop the run, such as an expired certificate. */
  readonly warn?: (problem: Problem) => void;
  /** Real ms after which the run ends, whatever the simulated time. Default: none. */
  readonly stopAfterMs?: number;
  /** Stops the source; what is on its way is drained within the grace period. */
  readonly stop?: AbortSignal;
  /** Ends the draining at once. */
  readonly cutOff?: AbortSignal;
}

/** A run while it goes on. */
export interface RunWatch {
  readonly readSummary: () => Summary;
  /** Simulated epoch ms. */
  readonly simulatedNow: () => number;
  /** Minutes east of UTC at the centre, now. */
  readonly utcOffsetMinutes: () => number;
  readonly startMs: number;
  /** Simulated epoch ms; `Infinity` when only real time ends the run. */
  readonly endMs: number;
}

/** A run that is over. */
export interface RunResult {
  readonly verdict: 'passed' | 'failed';
  readonly seed: number;
  readonly summary: Summary;
  readonly expectations: readonly ExpectationResult[];
  readonly elapsedMs: number;
  /** True when `stop` ended it before its time. */
  readonly interrupted: boolean;
}

const never = new AbortController().signal;

/** Plays a scenario against its targets and judges it. Throws an `InputError` when a target cannot be set up. */
export async function playScenario(scenario: Scenario, options: PlayOptions = {}): Promise<RunResult> {
  const { clock = machineClock, stop = never, cutOff = never } = options;
  const startMs = clock.monotonicMs();
  const fold = new SummaryFold();
  const recorder = new Recorder([fold.add, ...(options.sinks ?? [])]);
  const dialects = createDialects(scenario.targets, scenario.seed);
  const http = createHttpChannel({
    lanes: dialects.flatMap(({ lanes }) => lanes),
    observer: recorder,
    clock,
    random: createRandom(scenario.seed),
    limits: scenario.limits,
    env: options.env ?? {},
    ...(options.warn !== undefined && { warn: options.warn }),
  });
  const source = createSource(scenario, dialects);
  const room =
    scenario.pace.kind === 'max'
      ? roomOf(http, scenario.limits.backlog_per_feed, clock, options.room)
      : options.room;
  options.onStart?.({
    readSummary: () => fold.read(),
    simulatedNow: () => source.view.now,
    utcOffsetMinutes: () => source.view.utcOffsetMinutes,
    startMs: scenario.startMs,
    endMs: scenario.endMs,
  });

  try {
    await run({
      source,
      dialects,
      channels: { http, signalr: http },
      pace: createPace(scenario.pace),
      recorder,
      clock,
      startMs: scenario.startMs,
      endMs: scenario.endMs,
      stopAfterMs: options.stopAfterMs ?? Infinity,
      room: room ?? (() => undefined),
      signal: stop,
    });
    await drainWithin(http, scenario.graceMs, clock, cutOff);
  } finally {
    await http.close();
  }

  const summary = fold.read();
  const expectations = judge(completeExpectations(scenario.expect, scenario.limits.allow_drops), summary);
  return {
    verdict: expectations.every(({ ok }) => ok) ? 'passed' : 'failed',
    seed: scenario.seed,
    summary,
    expectations,
    elapsedMs: clock.monotonicMs() - startMs,
    interrupted: stop.aborted,
  };
}

/**
 * Renders a scenario as fast as it goes, without sending: what the vendor's filter holds back is left out. `take` may
 * return a promise to wait for.
 */
export async function renderScenario(
  scenario: Scenario,
  take: (message: Message) => Promise<void> | undefined,
  { clock = machineClock, stop = never }: Pick<PlayOptions, 'clock' | 'stop'> = {},
): Promise<void> {
  const dialects = createDialects(scenario.targets, scenario.seed);
  let waiting: Promise<void> | undefined;
  const printer: Channel = {
    send: (message) => void (waiting = take(message)),
    openCount: 0,
    drain: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  await run({
    source: createSource(scenario, dialects),
    dialects,
    channels: { http: printer, signalr: printer },
    pace: createPace({ kind: 'max' }),
    recorder: new Recorder([]),
    clock,
    startMs: scenario.startMs,
    endMs: scenario.endMs,
    stopAfterMs: Infinity,
    room: () => waiting,
    signal: stop,
  });
}

function createSource(scenario: Scenario, dialects: readonly Dialect[]): ReturnType<typeof createCentre> {
  return createCentre({
    config: scenario.centre,
    profiles: scenario.profiles,
    traffic: scenario.traffic,
    commands: scenario.commands,
    seed: scenario.seed,
    startMs: scenario.startMs,
    endMs: scenario.endMs,
    intervalsMs: [...new Set(dialects.flatMap(({ intervalsMs }) => intervalsMs))],
  });
}

/** At pace `max` the receivers set the speed: the next message waits while half a backlog is on its way. */
function roomOf(
  channel: Channel,
  backlog: number,
  clock: Clock,
  alsoRoom: PlayOptions['room'],
): () => Promise<void> | undefined {
  return () => (channel.openCount > backlog / 2 ? clock.sleep(1) : alsoRoom?.());
}

/** Waits until nothing is open, the grace period is over, or `cutOff` aborts. */
async function drainWithin(
  channel: Channel,
  graceMs: number,
  clock: Clock,
  cutOff: AbortSignal,
): Promise<void> {
  const drained = new AbortController();
  const over = new AbortController();
  const timeout = clock.sleep(graceMs, AbortSignal.any([drained.signal, cutOff])).then(() => over.abort());
  await channel.drain(over.signal);
  drained.abort();
  await timeout;
}
