import type { Clock } from '../lib/clock.ts';
import { dueInStages, type PacePlan } from '../lib/pace.ts';
import { Asked } from './rate/asked.ts';

/** How a wait ended: what was waited for is due, something changed and it has to be asked again, or the run is stopped. */
export type Waited = 'due' | 'woken' | 'stopped';

/** What a pacer is made of. */
export interface PacerParts {
  readonly clock: Clock;
  readonly plan: PacePlan;
  /** Simulated epoch ms at which the pace begins. */
  readonly startMs: number;
  /** Real ms after which nothing more is due; `Infinity` for no such end. */
  readonly stopAfterMs: number;
  readonly signal: AbortSignal;
}

/** How long a run that is late may go on sending what was due before its time was up. */
const catchUpMs = 5000;
/**
 * Longest stretch of work before the event loop gets a turn, even when the run is late: in each turn a connection gets one message, so that
 * longer stretches leave sixteen connections without work and the messages waiting.
 */
const turnEveryMs = 0.2;
/** A day. A timer that is set for more than 24.8 of them fires at once. */
const longestSleepMs = 86_400_000;

/**
 * Says when a step of the source and when a message is due, and waits for it. It can be paused, moved on to an instant,
 * given another pace and woken while it waits; wherever it goes on, it goes on from there, so that nothing jumps.
 * Catch-up pacing: what is due already leaves at once, so that a late wake-up delays nothing further.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #stopAfterMs: number;
  #stopAtMs = Infinity;
  #plan: PacePlan;
  /** From where the plan counts: monotonic ms, simulated ms, and messages sent. */
  #anchor: { readonly realMs: number; readonly simulatedMs: number; readonly sent: number };
  #sent = 0;
  #turnedAtMs: number;
  /** How much the rates of its plans have asked for. */
  readonly asked = new Asked();
  /** While paused or moving on: the last simulated instant that may be played. `null` while the plan decides. */
  #heldAtMs: number | null = null;
  #move: { readonly fromMs: number; readonly resumes: boolean; readonly arrived: () => void } | undefined;
  #sleeper = new AbortController();

  constructor({ clock, plan, startMs, stopAfterMs, signal }: PacerParts) {
    this.#clock = clock;
    this.#plan = plan;
    this.#signal = signal;
    this.#stopAfterMs = stopAfterMs;
    this.#anchor = { realMs: clock.monotonicMs(), simulatedMs: startMs, sent: 0 };
    this.#turnedAtMs = clock.monotonicMs();
    signal.addEventListener('abort', () => this.wake(), { once: true });
  }

  /** Real time counts from now on. */
  begin(): void {
    this.#stopAtMs = this.#clock.monotonicMs() + this.#stopAfterMs;
    this.asked.endAt(this.#stopAtMs);
    this.#anchorAt(this.#anchor.simulatedMs);
  }

  /** True once nothing more may be sent. */
  get isStopped(): boolean {
    return this.#isStoppedAt(this.#clock.monotonicMs());
  }

  get plan(): PacePlan {
    return this.#plan;
  }

  get isPaused(): boolean {
    return this.#heldAtMs !== null && this.#move === undefined;
  }

  /** The last simulated instant that may be played; `Infinity` while the plan decides. */
  get heldAtMs(): number {
    return this.#heldAtMs ?? Infinity;
  }

  /** True when messages leave as fast as the receivers take them: at pace `max`, and while moving on to an instant. */
  get isFlatOut(): boolean {
    return this.#plan.kind === 'max' || this.#move !== undefined;
  }

  /** Where simulated time stands: never before `lastMs`, which was played, and never after `nextMs`, which was not. */
  simulatedMs(lastMs: number, nextMs: number): number {
    if (this.#move !== undefined) return Math.max(lastMs, this.#move.fromMs);
    if (this.#heldAtMs !== null) return Math.max(lastMs, this.#heldAtMs);
    if (this.#plan.kind !== 'speed') return lastMs;
    const passedMs = (this.#clock.monotonicMs() - this.#anchor.realMs) * this.#plan.speed;
    const nowMs = Math.floor(this.#anchor.simulatedMs + passedMs);
    return Math.max(lastMs, Math.min(nowMs, nextMs));
  }

  /** How far that simulated instant is off by the clock, as the pace is now; 0 where the plan leaves it no time of its own. */
  realMsUntil(atMs: number): number {
    if (this.#heldAtMs !== null || this.#plan.kind !== 'speed') return 0;
    const nowMs = this.#clock.monotonicMs();
    return Math.max(0, this.#dueMs(atMs, nowMs) - nowMs);
  }

  /** Waits until the step at that simulated instant is due; `Infinity`: until something changes. */
  untilStep(atMs: number): Waited | Promise<Waited> {
    if (this.#heldAtMs !== null || this.#plan.kind === 'speed') return this.#until(atMs);
    // The plan says when messages leave: a step waits for nothing, and is not taken when its first message came too late.
    const nowMs = this.#clock.monotonicMs();
    if (this.#isStoppedAt(nowMs) || this.#dueMs(atMs, nowMs) >= this.#stopAtMs) return 'stopped';
    return atMs === Infinity ? this.#sleep(this.#stopAtMs) : this.#turn(nowMs);
  }

  /** Waits until the next message, of that simulated instant, is due: never `woken`. */
  untilMessage(atMs: number): Waited | Promise<Waited> {
    const waited = this.#until(atMs);
    return waited === 'due' || waited === 'stopped' ? waited : this.#untilNotWoken(atMs, waited);
  }

  async #untilNotWoken(atMs: number, first: Waited | Promise<Waited>): Promise<Waited> {
    for (let waited = await first; ; waited = await this.#until(atMs)) {
      if (waited !== 'woken') return waited;
    }
  }

  /** When the next message is due, monotonic ms. Counts it as sent. */
  takeDueMs(atMs: number): number {
    const dueMs = this.#dueMs(atMs, this.#clock.monotonicMs());
    this.#sent++;
    if (this.#heldAtMs === null && this.#plan.kind === 'rate') this.asked.take();
    return dueMs;
  }

  /** Ends a wait, because there may be something else to wait for. */
  wake(): void {
    this.#sleeper.abort();
  }

  /** Goes on at another pace from that simulated instant. */
  setPlan(plan: PacePlan, simulatedMs: number): void {
    this.#plan = plan;
    this.#anchorAt(simulatedMs);
    this.wake();
  }

  /** Stands still after that simulated instant. */
  pause(simulatedMs: number): void {
    if (this.#heldAtMs !== null && this.#move === undefined) return;
    this.#heldAtMs = simulatedMs;
    this.asked.pause(this.#clock.monotonicMs());
    this.#arrive();
    this.wake();
  }

  /** Goes on from that simulated instant, at its pace. */
  resume(simulatedMs: number): void {
    if (this.#heldAtMs === null) return;
    this.#heldAtMs = null;
    this.#anchorAt(simulatedMs);
    this.#arrive();
    this.wake();
  }

  /**
   * Plays from one simulated instant to another as fast as it goes, then goes on as before: standing still, or at its pace.
   * Resolves when it is there, or when something else was asked before it was.
   */
  move(fromMs: number, toMs: number): Promise<void> {
    const resumes = this.#move?.resumes ?? this.#heldAtMs === null;
    this.#arrive();
    return new Promise((arrived) => {
      this.#heldAtMs = toMs;
      this.asked.pause(this.#clock.monotonicMs());
      this.#move = { fromMs, resumes, arrived };
      this.wake();
    });
  }

  /** Simulated time jumps from one instant to another, and takes no real time for it. */
  jump(fromMs: number, toMs: number): void {
    if (this.#heldAtMs !== null) this.#heldAtMs += toMs - fromMs;
    // A rate goes on whatever day it is, with what it has not caught up on.
    else if (this.#plan.kind !== 'rate') this.#anchorAt(toMs);
  }

  /** The run is over: whoever waits for an instant is told. */
  end(): void {
    this.#arrive();
  }

  #until(atMs: number): Waited | Promise<Waited> {
    // Looked at once: what is due now is due.
    const nowMs = this.#clock.monotonicMs();
    if (this.#isStoppedAt(nowMs)) return 'stopped';
    if (atMs > this.heldAtMs && this.#move !== undefined) return this.#standStill();
    const dueMs = atMs > this.heldAtMs ? Infinity : this.#dueMs(atMs, nowMs);
    // A last stage at the rate 0: nothing is due ever again.
    if (dueMs === Infinity && this.#heldAtMs === null && this.#plan.kind === 'rate') return 'stopped';
    const untilMs = Math.min(dueMs, this.#stopAtMs);
    if (untilMs > nowMs) return this.#sleep(untilMs);
    return dueMs >= this.#stopAtMs ? 'stopped' : this.#turn(nowMs);
  }

  #isStoppedAt(nowMs: number): boolean {
    return this.#signal.aborted || nowMs >= this.#stopAtMs + catchUpMs;
  }

  /** When what is of that simulated instant is due; now, where nothing is waited for. */
  #dueMs(simulatedMs: number, nowMs: number): number {
    const { realMs, simulatedMs: fromMs, sent } = this.#anchor;
    if (this.#heldAtMs !== null) return nowMs;
    switch (this.#plan.kind) {
      case 'speed':
        return realMs + (simulatedMs - fromMs) / this.#plan.speed;
      case 'rate':
        return realMs + dueInStages(this.#plan.stages, this.#sent - sent);
      case 'max':
        return nowMs;
    }
  }

  #anchorAt(simulatedMs: number): void {
    const realMs = this.#clock.monotonicMs();
    this.#anchor = { realMs, simulatedMs, sent: this.#sent };
    if (this.#heldAtMs === null && this.#plan.kind === 'rate') this.asked.play(this.#plan.stages, realMs);
    else this.asked.pause(realMs);
  }

  /** The instant of a move is reached: nothing more is to be played before it. */
  #standStill(): Waited {
    if (this.#move?.resumes === true) {
      const { heldAtMs } = this;
      this.#heldAtMs = null;
      this.#anchorAt(heldAtMs);
    }
    this.#arrive();
    return 'woken';
  }

  #arrive(): void {
    const move = this.#move;
    this.#move = undefined;
    move?.arrived();
  }

  /** Gives the event loop a turn when it has not had one for a while. */
  #turn(nowMs: number): Waited | Promise<Waited> {
    if (nowMs - this.#turnedAtMs < turnEveryMs) return 'due';
    this.#turnedAtMs = nowMs;
    return this.#clock.turn().then(() => (this.#signal.aborted ? 'stopped' : 'due'));
  }

  /** Sleeps to its end, then says that it has to be asked again; so does whatever wakes it. */
  async #sleep(untilMs: number): Promise<Waited> {
    if (this.#sleeper.signal.aborted) this.#sleeper = new AbortController();
    const { signal } = this.#sleeper;
    for (;;) {
      const nowMs = (this.#turnedAtMs = this.#clock.monotonicMs());
      if (this.#signal.aborted) return 'stopped';
      if (nowMs >= untilMs || signal.aborted) return 'woken';
      await this.#clock.sleep(Math.min(untilMs - nowMs, longestSleepMs), signal);
    }
  }
}
