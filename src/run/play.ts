import type { Channel, Message } from '../channels/message.ts';
import { beginDay, laterByWeeks } from './repeat.ts';
import { createDialects } from '../dialects/index.ts';
import { drainWithin, roomOf } from './drain.ts';
import { machineClock } from '../lib/clock.ts';
import { createPace } from './pace.ts';
import type { PlayOptions, RunResult } from './options.ts';
import { Recorder } from '../record/recorder.ts';
import { SummaryFold } from '../record/summary.ts';
import { completeExpectations, judge } from '../record/verdict.ts';
import { run } from './loop.ts';
import type { Scenario } from '../scenario/index.ts';
import { openStage, type Stage } from './assemble.ts';

const never = new AbortController().signal;

/** Plays a scenario against its targets and judges it. Throws an `InputError` when a target cannot be set up. */
export async function playScenario(scenario: Scenario, options: PlayOptions = {}): Promise<RunResult> {
  const { clock = machineClock, stop = never, cutOff = never } = options;
  const beganMs = clock.monotonicMs();
  const fold = new SummaryFold();
  const recorder = new Recorder([fold.add, ...(options.sinks ?? [])]);
  const stage = await openStage(scenario, options, recorder, clock);
  try {
    await playDays(scenario, { ...options, clock, stop }, stage, recorder, fold);
    if (options.stayOpen === true) await aborted(stop);
    await drainWithin(Object.values(stage.channels), scenario.graceMs, clock, cutOff);
  } finally {
    await stage.close();
  }

  const summary = fold.read();
  const expectations = judge(completeExpectations(scenario.expect, scenario.limits.allow_drops), summary);
  return {
    verdict: expectations.every(({ ok }) => ok) ? 'passed' : 'failed',
    seed: scenario.seed,
    summary,
    expectations,
    elapsedMs: clock.monotonicMs() - beganMs,
    interrupted: stop.aborted,
  };
}

/** The scenario's day, and under `loop` the same day of the weeks after it, until `stop`. */
async function playDays(
  scenario: Scenario,
  options: PlayOptions & Required<Pick<PlayOptions, 'clock' | 'stop'>>,
  stage: Stage,
  recorder: Recorder,
  fold: SummaryFold,
): Promise<void> {
  const { clock, stop, stopAfterMs = Infinity } = options;
  let source = beginDay(scenario, stage.dialects, 0);
  await stage.open(options.onOpen, stop);
  options.onStart?.({
    readSummary: () => fold.read(),
    simulatedNow: () => source.view.now,
    utcOffsetMinutes: () => source.view.utcOffsetMinutes,
    startMs: scenario.startMs,
    endMs: Number.isFinite(stopAfterMs) ? Infinity : scenario.endMs,
  });
  const channels = Object.values(stage.channels);
  const room =
    scenario.pace.kind === 'max'
      ? roomOf(channels, scenario.limits.backlog_per_feed, clock, options.room)
      : options.room;
  for (let week = 0; ; week++) {
    if (week > 0) source = beginDay(scenario, stage.dialects, week, source);
    const laterMs = laterByWeeks(scenario, week);
    await run({
      source,
      dialects: stage.dialects,
      channels: stage.channels,
      pace: createPace(scenario.pace),
      recorder,
      clock,
      startMs: scenario.startMs + laterMs,
      endMs: scenario.endMs + laterMs,
      stopAfterMs,
      room: room ?? (() => undefined),
      signal: stop,
    });
    if (options.loop !== true || stop.aborted) return;
  }
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
  const source = beginDay(scenario, dialects, 0);
  let waiting: Promise<void> | undefined;
  const printer: Channel = {
    send: (message) => void (waiting = take(message)),
    openCount: 0,
    drain: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  await run({
    source,
    dialects,
    channels: { http: printer, signalr: printer },
    pace: createPace({ kind: 'max' }),
    recorder: new Recorder([]),
    clock,
    startMs: scenario.startMs,
    endMs: scenario.endMs,
    stopAfterMs: Infinity,
    room: () => {
      const full = waiting;
      waiting = undefined;
      return full;
    },
    signal: stop,
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
