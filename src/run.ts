import type { Source } from './centre/source.ts';
import type { Channel, Message } from './channels/message.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { Clock } from './lib/clock.ts';
import { Waiter, type Pace } from './pace.ts';
import type { Recorder } from './record/recorder.ts';

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
  /** Resolves when whoever writes or sends has room again; `undefined` when it has room now. */
  readonly room: () => Promise<void> | undefined;
  /** Stops the source. What is on its way goes on: draining is the caller's. */
  readonly signal: AbortSignal;
}

/**
 * Plays the source through the dialects into the channels: one entry of the agenda per turn, so that how late the loop
 * wakes can never change what is said. Resolves when the day is over, the time is up, or `signal` aborts.
 */
export async function run(parts: RunParts): Promise<void> {
  const { source, pace, clock, signal } = parts;
  const beganMs = clock.monotonicMs();
  const waiter = new Waiter(clock, signal);
  const isOver = (): boolean =>
    signal.aborted || source.nextAt > parts.endMs || clock.monotonicMs() - beganMs >= parts.stopAfterMs;

  let sent = 0;
  while (!isOver()) {
    await waiter.until(
      beganMs + (pace.followsSimulatedTime ? pace.dueMs(sent, source.nextAt - parts.startMs) : 0),
    );
    if (isOver()) return;
    for (const message of renderStep(parts)) {
      const dueMs = beganMs + pace.dueMs(sent++, message.at - parts.startMs);
      await (waiter.until(dueMs) ?? parts.room());
      parts.channels[message.channel].send(message, dueMs);
    }
  }
}

/** Takes one step and returns what is to be sent for it; what the vendor filters is recorded and left out. */
function renderStep({ source, dialects, recorder }: RunParts): Message[] {
  const messages: Message[] = [];
  for (const event of source.step()) {
    recorder.happened(event);
    for (const dialect of dialects) {
      for (const draft of dialect.render(event, source.view)) {
        const message = recorder.rendered({ ...draft, at: event.at, vendor: dialect.vendor });
        if (!message.filtered) messages.push(message);
      }
    }
  }
  return messages;
}
