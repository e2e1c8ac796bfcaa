import type { About, Unnumbered } from '../channels/message.ts';
import type { Dialect, DialectEvent } from '../dialects/dialect.ts';
import type { Recorder } from '../record/recorder.ts';
import { aboutOf } from './about.ts';
import type { Ready } from './backpressure.ts';
import type { Pacer, Waited } from './pacer.ts';
import type { RunSource } from './repeat.ts';
import type { Sender } from './sender.ts';

/** What a run is played from. */
export interface LoopParts {
  readonly source: RunSource;
  readonly dialects: readonly Dialect[];
  readonly pacer: Pacer;
  readonly sender: Sender;
  /** The simulated instant at which a fault begins that touches what is there already; `Infinity` when none does. */
  readonly nextFaultAt: () => number;
  readonly beginFaults: (atMs: number) => void;
  readonly recorder: Recorder;
  /** Who writes or sends may have no capacity. */
  readonly ready: Ready;
  /** While true the run does not end with the day: what was begun goes on, and then a command is waited for. */
  readonly staysOpen: () => boolean;
  /** How long, in real ms, the end waits for the next of what faults have put off. */
  readonly graceMs: number;
  /** Told after each step, once its messages have left. */
  readonly afterStep: () => void;
}

/** Why nothing more is played: all has been told, or the pacer says so, because of whoever stopped the run or because its time is up. */
export type LoopEnd = 'told' | 'stopped';

/**
 * Plays the source through the dialects into the channels: one entry of the agenda per turn, so that how late the loop
 * wakes can never change what is said. Resolves when the day is over and what the dialects have to say after it is said,
 * or when the pacer says that the run is stopped; what is not due by then is not rendered. What a fault has put off further
 * than the run's grace leaves with the day.
 */
export async function playLoop(parts: LoopParts): Promise<LoopEnd> {
  const { source, pacer, sender } = parts;
  for (;;) {
    const isDayOver = source.nextAt > source.endMs && !parts.staysOpen();
    if (isDayOver) sender.endFaults(source.endMs);
    const at = Math.min(isDayOver ? Infinity : Math.min(source.nextAt, parts.nextFaultAt()), sender.nextAt);
    if (isDayOver && at === Infinity && pacer.heldAtMs >= source.endMs) break;
    if (isDayOver && at !== Infinity && pacer.realMsUntil(at) > parts.graceMs) {
      if (!(await sendNext(parts, source.endMs))) return 'stopped';
      continue;
    }
    const step = pacer.untilStep(at);
    const waited = typeof step === 'string' ? step : await step;
    if (waited === 'stopped') return 'stopped';
    if (waited !== 'due') continue;
    if (parts.nextFaultAt() <= at) {
      parts.beginFaults(at);
      continue;
    }
    if (sender.nextAt <= at) {
      if (!(await sendNext(parts, at))) return 'stopped';
      continue;
    }
    const sent = sendAll(parts, renderStep(parts), 0);
    if (sent !== true && !(await sent)) return 'stopped';
    parts.afterStep();
  }
  const told = await sendAll(parts, renderAll(parts, { type: 'day.ended', at: source.endMs }), 0);
  return told ? 'told' : 'stopped';
}

/**
 * Sends each of them when it is due, from that index on; false when the run is stopped first. A promise only where something is to be
 * waited for: one for each message would cost more than the message.
 */
function sendAll(parts: LoopParts, drafts: readonly Unnumbered[], from: number): boolean | Promise<boolean> {
  const { pacer, sender } = parts;
  for (let index = from; index < drafts.length; index++) {
    const draft = drafts[index] as Unnumbered;
    const may = draft.filtered || mayLeave(parts, draft.at);
    if (may !== true) return may === false ? false : sendRest(parts, drafts, index, may);
    sender.send(draft, draft.filtered ? 0 : pacer.takeDueMs(draft.at));
  }
  return true;
}

/** The same, once the first of them may leave. */
async function sendRest(
  parts: LoopParts,
  drafts: readonly Unnumbered[],
  from: number,
  mayFirst: Promise<boolean>,
): Promise<boolean> {
  if (!(await mayFirst)) return false;
  const draft = drafts[from] as Unnumbered;
  parts.sender.send(draft, parts.pacer.takeDueMs(draft.at));
  return sendAll(parts, drafts, from + 1);
}

/** Sends the next of those that a fault has put off until `at`; false when the run is stopped first. */
async function sendNext(parts: LoopParts, at: number): Promise<boolean> {
  if (!(await mayLeave(parts, at))) return false;
  parts.sender.sendNext(parts.pacer.takeDueMs(at));
  return true;
}

/** Waits until a message that is due at the simulated instant `at` may leave; false when the run is stopped first. */
function mayLeave(parts: LoopParts, at: number): boolean | Promise<boolean> {
  const waited = parts.pacer.untilMessage(at);
  if (waited === 'stopped') return false;
  if (waited !== 'due') return mayLeaveOnceDue(parts, waited);
  const full = parts.ready();
  return full === undefined || mayLeaveOnceReady(parts, full);
}

async function mayLeaveOnceDue(parts: LoopParts, waited: Waited | Promise<Waited>): Promise<boolean> {
  if ((await waited) === 'stopped') return false;
  return mayLeaveOnceReady(parts, parts.ready());
}

async function mayLeaveOnceReady(
  { pacer, ready }: LoopParts,
  full: Promise<void> | undefined,
): Promise<boolean> {
  // Somebody else may have taken the capacity that there was on waking up.
  for (let still = full; still !== undefined && !pacer.isStopped; still = ready()) await still;
  return !pacer.isStopped;
}

/** Takes one step and returns what the dialects make of it, in order. */
function renderStep(parts: LoopParts): Unnumbered[] {
  const drafts: Unnumbered[] = [];
  for (const event of parts.source.step()) {
    if (event.type === 'day.began') {
      parts.pacer.jump(event.after ?? event.at, event.at);
      parts.sender.beginDay(event.at);
    } else if (event.type !== 'day.ended' && event.type !== 'replayed') parts.recorder.happened(event);
    const made = event.type === 'replayed' ? event.drafts : renderAll(parts, event);
    for (const draft of made) drafts.push(draft);
  }
  return drafts;
}

/** What the dialects make of one event, in order. */
export function renderAll(
  { dialects, source }: Pick<LoopParts, 'dialects'> & { readonly source: Pick<RunSource, 'view'> },
  event: DialectEvent,
): Unnumbered[] {
  const drafts: Unnumbered[] = [];
  let about: About | undefined;
  for (const dialect of dialects) {
    const { vendor } = dialect;
    for (const made of dialect.render(event, source.view)) {
      about ??= aboutOf(event, source.view);
      // V8 copies what comes first in one piece, and what comes later key by key.
      drafts.push({ ...made, at: made.at ?? event.at, vendor, about });
    }
  }
  return drafts;
}
