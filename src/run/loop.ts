import type { Source } from '../centre/source.ts';
import type { Channel, Message, Unnumbered } from '../channels/message.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Clock } from '../lib/clock.ts';
import { Waiter, type Pace } from './pace.ts';
import type { Recorder } from '../record/recorder.ts';

/** What a run is made of. */
export interface RunParts {
  readonly source: Source;
  readonly dialects: readonly Dialect[];
  readonly channels: Readonly<Record<Message['channel'], Channel>>;
  readonly pace: Pace;
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** Simulated epoch ms of the run's first instant, from which the pace counts. */
  readonly startMs: number;
  /** Simulated epoch ms of the last instant that is played. */
  readonly endMs: number;
  /** Real ms after which the run ends whatever the simulated time; `Infinity` for no such end. */
  readonly stopAfterMs: number;
  /** Resolves when there may be room again with whoever writes or sends; `undefined` when there is room now. */
  readonly room: () => Promise<void> | undefined;
  /** Stops the source. What is on its way goes on: draining is the caller's. */
  readonly signal: AbortSignal;
}

/** How long a run that is late may go on sending what was due before its time was up. */
const catchUpMs = 5000;

/**
 * Plays the source through the dialects into the channels: one entry of the agenda per turn, so that how late the loop
 * wakes can never change what is said. Resolves when the day is over and what the dialects have to say after it is said,
 * when the time is up, or when `signal` aborts; what is not due by then is not rendered.
 */
export async function run(parts: RunParts): Promise<void> {
  const { source, dialects, pace, recorder, clock, signal } = parts;
  const beganMs = clock.monotonicMs();
  const stopAtMs = beganMs + parts.stopAfterMs;
  const waiter = new Waiter(clock, signal);
  const isStopped = (dueMs: number): boolean =>
    signal.aborted || dueMs >= stopAtMs || clock.monotonicMs() >= stopAtMs + catchUpMs;

  let sent = 0;
  /** Sends each when it is due; false when the run is stopped first. */
  const sendAll = async (drafts: readonly Unnumbered[]): Promise<boolean> => {
    for (const draft of drafts) {
      if (draft.filtered) {
        recorder.rendered(draft);
        continue;
      }
      const dueMs = beganMs + pace.dueMs(sent++, draft.at - parts.startMs);
      await waiter.until(Math.min(dueMs, stopAtMs));
      await waitForRoom(parts);
      if (isStopped(dueMs)) return false;
      const message = recorder.rendered(draft);
      parts.channels[message.channel].send(message, dueMs);
    }
    return true;
  };

  while (source.nextAt <= parts.endMs) {
    const stepDueMs = beganMs + pace.dueMs(sent, source.nextAt - parts.startMs);
    if (pace.followsSimulatedTime) await waiter.until(Math.min(stepDueMs, stopAtMs));
    else await waiter.turn();
    if (isStopped(stepDueMs) || !(await sendAll(renderStep(parts)))) return;
  }
  for (const dialect of dialects) {
    const drafts = dialect.finish?.(source.view) ?? [];
    if (!(await sendAll(drafts.map((draft) => ({ ...draft, vendor: dialect.vendor }))))) return;
  }
}

/** Takes one step and returns what the dialects make of it, in order. */
function renderStep({ source, dialects, recorder }: RunParts): Unnumbered[] {
  const drafts: Unnumbered[] = [];
  for (const event of source.step()) {
    recorder.happened(event);
    for (const dialect of dialects) {
      for (const draft of dialect.render(event, source.view)) {
        drafts.push({ ...draft, at: event.at, vendor: dialect.vendor });
      }
    }
  }
  return drafts;
}

/** Resolves when there is room indeed: somebody else may have taken what there was on waking up. */
async function waitForRoom({ room, signal }: RunParts): Promise<void> {
  for (let full = room(); full !== undefined && !signal.aborted; full = room()) await full;
}
