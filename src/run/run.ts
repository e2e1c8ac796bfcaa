import type { CentreView } from '../centre/model/view.ts';
import type { Message, OpenLane, Unnumbered } from '../channels/message.ts';
import type { FeedBuckets } from '../record/feed-fold.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { Faults } from '../faults/faults.ts';
import { machineClock } from '../lib/clock.ts';
import { startMeter } from './rate/meter.ts';
import type { Problem } from '../lib/errors.ts';
import type { PacePlan } from '../lib/pace.ts';
import { createRandom } from '../lib/random.ts';
import { Recorder } from '../record/recorder.ts';
import { DeliveryLog } from '../record/deliveries.ts';
import type { RecordSink } from '../record/record.ts';
import { RecordRing } from '../record/ring.ts';
import type { RunResult } from '../record/run-result.ts';
import { SummaryFold, type Summary } from '../record/summary.ts';
import type { RateAsked } from '../record/figures/judge-rate.ts';
import { completeExpectations, judgeRun } from '../record/verdict.ts';
import type { Expectation } from '../record/expect/expectation.ts';
import { Watches } from '../record/expect/watches.ts';
import type { Scenario } from '../scenario/index.ts';
import { assemble, type Assembly } from './assembly.ts';
import { drainWithin, openChannels, readyToSend, type Ready } from './backpressure.ts';
import type { CommandResult, RunCommandInput } from './command.ts';
import { checkCommands } from './check-commands.ts';
import { Commands } from './commands.ts';
import { HubTroubles } from './hub-troubles.ts';
import { playLoop, renderAll, type LoopEnd } from './loop.ts';
import type {
  CommandOptions,
  GivenCommand,
  Kept,
  Run,
  RunClock,
  RunSnapshot,
  RunState,
  Servers,
} from './handle.ts';
import type { RunOptions } from './options.ts';
import { Pacer } from './pacer.ts';
import { LoadTeller } from './rate/load-teller.ts';
import { rateAskedOf } from './rate/rate-asked.ts';
import { createSource, type RunSource } from './repeat.ts';
import { Sender } from './sender.ts';
import { ownsMessage, tellsRecord } from './share/share.ts';
import { collectGarbage } from './warm-up/collect-garbage.ts';
import { warmUp } from './warm-up/warm-up.ts';

/**
 * Sets up everything that a scenario's targets need, opens the servers, and plays. Resolves when the run can be held; throws
 * an `InputError` when a target cannot be set up, and a `StartError` when a server cannot be opened.
 */
export async function startRun(scenario: Scenario, options: RunOptions = {}): Promise<Run> {
  const clock = options.clock ?? machineClock;
  const fold = new SummaryFold(
    scenario.faults.map(({ name, input }) => ({ name, kind: input.fault })),
    rateAskedOf(scenario)?.lateAfterMs,
  );
  const kept = options.keep === undefined ? undefined : keepLast(options.keep);
  const sinks = [
    fold.add,
    ...(kept === undefined ? [] : [kept.records.add, kept.deliveries.add]),
    ...(options.sinks ?? []),
  ];
  const recorder = new Recorder(
    sinks,
    () => clock.monotonicMs(),
    options.share && tellsRecord(options.share),
  );
  const assembly = await assemble(scenario, options, { recorder, clock });
  try {
    return new HeldRun({ scenario, options, clock, fold, kept, recorder, assembly });
  } catch (error) {
    await assembly.close();
    throw error;
  }
}

/** Plays the beginning of a run as fast as it goes, and throws away what it says. */
async function rehearse(scenario: Scenario, options: RunOptions, forMs: number): Promise<void> {
  // A source of one's own may be there to be read once.
  if (options.source !== undefined) return;
  const run = await startRun(
    { ...scenario, pace: { kind: 'max' } },
    { instead: { send: () => undefined }, stopAfterMs: forMs, share: options.share },
  );
  await run.result;
}

function keepLast(count: number): Kept {
  return { records: new RecordRing(count), deliveries: new DeliveryLog(count) };
}

interface Parts {
  readonly scenario: Scenario;
  readonly options: RunOptions;
  readonly clock: NonNullable<RunOptions['clock']>;
  readonly fold: SummaryFold;
  readonly kept: Kept | undefined;
  readonly recorder: Recorder;
  readonly assembly: Assembly;
}

class HeldRun implements Run {
  readonly scenario: Scenario;
  readonly servers: Servers | undefined;
  readonly clock: RunClock;
  readonly result: Promise<RunResult>;
  readonly #parts: Parts;
  readonly #stop = new AbortController();
  readonly #cutOff = new AbortController();
  readonly #source: RunSource;
  readonly #pacer: Pacer;
  readonly #faults: Faults;
  readonly #sender: Sender;
  readonly #troubles: HubTroubles;
  readonly #commands: Commands;
  #staysOpen: boolean;
  /** One after the other, so that two of them add up. */
  #advancing: Promise<void> = Promise.resolve();
  readonly #watches: Watches;
  #abortedBy: string | undefined;
  #teller: LoadTeller | undefined;
  #recordingMs = 0;
  #warmingUp: Promise<void> | undefined;
  #phase: 'beginning' | 'playing' | 'draining' | 'over' = 'beginning';

  constructor(parts: Parts) {
    const { scenario, options, clock, recorder, assembly } = parts;
    this.#parts = parts;
    recorder.broken.addEventListener('abort', () => this.stop(), { once: true });
    this.#watches = this.#watch();
    this.scenario = scenario;
    this.#staysOpen = options.stayOpen === true;
    this.#source = (options.source ?? createSource)(scenario, {
      intervalsMs: assembly.dialects.flatMap(({ intervalsMs }) => intervalsMs),
      repeats: options.loop === true,
      onTriggered: (one) => this.#commands.triggered(one),
    });
    this.#faults = new Faults(createRandom(scenario.seed), scenario.faults);
    this.#sender = new Sender({
      channels: assembly.channels,
      recorder,
      faults: this.#faults,
      nowMs: () => clock.monotonicMs(),
      startMs: scenario.startMs,
      isDry: options.instead !== undefined,
      owns: options.share && ownsMessage(options.share),
    });
    this.#troubles = new HubTroubles({
      faults: this.#faults,
      recorder,
      clock,
      simulatedMs: () => this.clock.simulatedMs,
      send: (draft) => this.#sender.sendUntouched(draft),
    });
    this.#pacer = new Pacer({
      clock,
      plan: scenario.pace,
      startMs: scenario.startMs,
      stopAfterMs: options.stopAfterMs ?? Infinity,
      signal: this.#stop.signal,
    });
    if (options.paused === true) this.#pacer.pause(scenario.startMs);
    this.clock = this.#createClock();
    this.#commands = new Commands({
      run: this,
      source: this.#source,
      faults: this.#faults,
      recorder,
      checkFault: assembly.check,
      beginFaults: (atMs) => this.#troubles.begin(atMs),
      wake: () => this.#pacer.wake(),
    });
    // The dialects know the centre before anybody can call them.
    const opening = renderAll(
      { dialects: assembly.dialects, source: this.#source },
      { type: 'day.began', at: scenario.startMs },
    );
    this.servers = assembly.serve(this.#stop.signal, {
      openTrouble: (vendor, control) => this.#troubles.open(vendor, control),
      routeTrouble: (vendor, route) => this.#troubles.route(vendor, route),
    });
    this.#troubles.begin(scenario.startMs);
    this.result = this.#play(opening);
    this.result.catch(() => undefined);
  }

  get state(): RunState {
    if (this.#phase === 'beginning') return 'waiting';
    if (this.#phase !== 'playing') return this.#phase;
    if (this.#pacer.isPaused) return 'paused';
    return Math.min(this.#source.nextAt, this.#sender.nextAt) === Infinity ? 'waiting' : 'running';
  }

  get hasBegun(): boolean {
    return this.#phase !== 'beginning';
  }

  get centre(): CentreView {
    return this.#source.view;
  }

  get dialects(): readonly Dialect[] {
    return this.#parts.assembly.dialects;
  }

  async command(given: RunCommandInput, options: CommandOptions = {}): Promise<CommandResult> {
    return this.#commands.give(given, options);
  }

  check(commands: readonly GivenCommand[]): readonly Problem[] {
    return checkCommands(commands, { source: this.#source, scenario: this.scenario });
  }

  warmUp(): Promise<void> {
    const { scenario, options, assembly } = this.#parts;
    this.#warmingUp ??= warmUp({
      pace: scenario.pace,
      targets: scenario.targets,
      lanes: assembly.dialects.flatMap(({ lanes }) => lanes),
      channel: assembly.channels.http,
      shares: options.share?.count ?? 1,
      rehearse: (forMs) => rehearse(scenario, options, forMs),
      collect: collectGarbage,
      stop: this.#stop.signal,
    });
    return this.#warmingUp;
  }

  pause(): void {
    this.#pacer.pause(this.clock.simulatedMs);
  }

  resume(): void {
    this.#pacer.resume(this.clock.simulatedMs);
  }

  setPace(plan: PacePlan): void {
    this.#pacer.setPlan(plan, this.clock.simulatedMs);
  }

  advance(byMs: number): Promise<void> {
    const advanced = this.#advancing.then(() => this.#advance(byMs));
    this.#advancing = advanced.catch(() => undefined);
    return advanced;
  }

  async #advance(byMs: number): Promise<void> {
    if (this.#phase === 'draining' || this.#phase === 'over') return;
    const fromMs = this.clock.simulatedMs;
    await this.#pacer.move(fromMs, fromMs + byMs);
    if (!this.#pacer.isPaused) return;
    const { signal } = this.#stop;
    await Promise.all(openChannels(this.#parts.assembly.channels).map((channel) => channel.drain(signal)));
  }

  get kept(): Kept | undefined {
    return this.#parts.kept;
  }

  follow(sink: RecordSink, { backlog = false }: { readonly backlog?: boolean } = {}): () => void {
    if (backlog) for (const { item } of this.kept?.records.since(0) ?? []) sink(item);
    return this.#parts.recorder.follow(sink);
  }

  send(draft: Unnumbered): Message {
    return this.#sender.send(draft, this.#parts.clock.monotonicMs());
  }

  sendAgain(message: Message): Message {
    return this.#sender.sendAgain(message, this.#parts.clock.monotonicMs());
  }

  get faultNames(): readonly string[] {
    return this.#faults.names(this.clock.simulatedMs);
  }

  summary(): Summary {
    return this.#parts.fold.read();
  }

  snapshot(): RunSnapshot {
    return { summary: this.#parts.fold.snapshot(), watches: this.#watches.snapshot() };
  }

  buckets(boundsMs: readonly number[]): ReadonlyMap<string, FeedBuckets> {
    return this.#parts.fold.readBuckets(boundsMs);
  }

  lanes(): readonly OpenLane[] {
    return this.#parts.assembly.channels.http.lanes?.() ?? [];
  }

  finish(): void {
    this.#staysOpen = false;
    this.#pacer.wake();
  }

  get stopSignal(): AbortSignal {
    return this.#stop.signal;
  }

  stop(): void {
    this.#stop.abort();
  }

  cutOff(): void {
    this.#stop.abort();
    this.#cutOff.abort();
  }

  #createClock(): RunClock {
    const { scenario, options } = this.#parts;
    const source = this.#source;
    const sender = this.#sender;
    const faults = this.#faults;
    const pacer = this.#pacer;
    const endless = options.stopAfterMs !== undefined && options.stopAfterMs !== Infinity;
    const nextMs = (): number => Math.min(source.nextAt, sender.nextAt, faults.nextBeginAt);
    return {
      get simulatedMs() {
        return pacer.simulatedMs(source.view.now, nextMs());
      },
      get nextMs() {
        return nextMs();
      },
      get utcOffsetMinutes() {
        return source.view.utcOffsetMinutes;
      },
      get pace() {
        return pacer.plan;
      },
      startMs: scenario.startMs,
      endMs: endless || options.stayOpen === true ? Infinity : source.endMs,
    };
  }

  async #play(opening: readonly Unnumbered[]): Promise<RunResult> {
    const { scenario, options, clock, recorder, assembly } = this.#parts;
    const beganMs = clock.monotonicMs();
    try {
      // Whoever started the run holds it before it begins.
      await Promise.resolve();
      await options.begin?.(this);
      await this.warmUp();
      this.#phase = 'playing';
      this.#pacer.begin();
      this.#teller = this.#tellLoad();
      for (const draft of opening) this.#sender.send(draft, clock.monotonicMs());
      const end = await playLoop({
        source: this.#source,
        dialects: assembly.dialects,
        pacer: this.#pacer,
        sender: this.#sender,
        nextFaultAt: () => this.#faults.nextBeginAt,
        beginFaults: (atMs) => this.#troubles.begin(atMs),
        recorder,
        ready: this.#createReady(),
        staysOpen: () => this.#staysOpen,
        graceMs: scenario.graceMs,
        afterStep: () => this.#commands.afterStep(),
      });
      this.#endLoad(end);
      this.#phase = 'draining';
      this.#sender.end(this.#stop.signal.aborted);
      this.#commands.end();
      await drainWithin(assembly.channels, scenario.graceMs, clock, this.#cutOff.signal);
    } finally {
      this.#endLoad('stopped');
      await assembly.close();
      this.#phase = 'over';
      this.#commands.end();
      this.#pacer.end();
    }
    recorder.broken.throwIfAborted();
    return this.#judge(clock.monotonicMs() - beganMs);
  }

  /** Of a run at a rate; nothing is told of one that sends nothing. */
  #tellLoad(): LoadTeller | undefined {
    const { scenario, options, clock, recorder } = this.#parts;
    if (scenario.pace.kind !== 'rate' || options.instead !== undefined) return undefined;
    return new LoadTeller({
      asked: this.#pacer.asked,
      recorder,
      startMeter: options.startMeter ?? startMeter,
      nowMs: () => clock.monotonicMs(),
      recordingMs: () => this.#recordingMs,
      share: options.share,
    });
  }

  #endLoad(end: LoopEnd): void {
    const { stopAfterMs = Infinity } = this.#parts.options;
    this.#teller?.end({ isDry: end === 'told', beforeItsTime: Number.isFinite(stopAfterMs) });
    this.#teller = undefined;
  }

  /** Where the receivers set the speed, they are waited for; whoever writes the records down always is. */
  #createReady(): Ready {
    const { scenario, options, assembly, clock } = this.#parts;
    const inOrder = options.inOrder === true;
    const limits = inOrder ? { ...scenario.limits, backlog_per_feed: 0 } : scenario.limits;
    const receivers = readyToSend(assembly.channels, { limits, clock, stop: this.#stop.signal });
    return () => (inOrder || this.#pacer.isFlatOut ? receivers() : undefined) ?? this.#untilRecorded();
  }

  /** Whoever writes the records down may need time: how much is told. */
  #untilRecorded(): Promise<void> | undefined {
    const { options, clock } = this.#parts;
    const full = options.ready?.();
    if (full === undefined) return undefined;
    const fromMs = clock.monotonicMs();
    return full.then(() => void (this.#recordingMs += clock.monotonicMs() - fromMs));
  }

  #judge(elapsedMs: number): RunResult {
    const { scenario, options, fold, clock } = this.#parts;
    const summary = fold.read();
    const asked = options.share === undefined ? this.#rateAsked() : undefined;
    const judged = judgeRun(
      this.#watches.all,
      { summary, nowMs: clock.monotonicMs() },
      { asked, wasStopped: this.#stop.signal.aborted },
    );
    const abortedBy = this.#abortedBy;
    return {
      verdict: judged.expectations.every(({ ok }) => ok) ? 'passed' : 'failed',
      seed: scenario.seed,
      summary,
      ...judged,
      elapsedMs: Math.round(elapsedMs),
      interrupted: this.#stop.signal.aborted && abortedBy === undefined,
      ...(abortedBy !== undefined && { abortedBy }),
    };
  }

  /** What is asked of the rate, where it is one that is to be held: by a run that sends, and that ends. */
  #rateAsked(): RateAsked | undefined {
    const { scenario, options } = this.#parts;
    if (options.instead !== undefined || options.stayOpen === true) return undefined;
    return rateAskedOf(scenario);
  }

  /** Watches what is expected; what cannot be met any more may end the run at once. */
  #watch(): Watches {
    const { scenario, options, recorder } = this.#parts;
    const expectations = completeExpectations(scenario.expect, scenario.limits, {
      mayBeSilent: options.stayOpen === true,
      heldShare: this.#rateAsked()?.heldShare,
    });
    const giveUp = ({ id }: Expectation): void => {
      // Of a part nobody can say that the whole cannot meet it.
      if (options.share !== undefined || this.#stop.signal.aborted) return;
      this.#abortedBy = id;
      this.cutOff();
    };
    const watches = new Watches(expectations, giveUp, rateAskedOf(scenario)?.lateAfterMs);
    recorder.follow(watches.add);
    return watches;
  }
}
