import type { Unnumbered } from '../channels/message.ts';
import type { Dialect, DialectEvent } from '../dialects/dialect.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Ready } from './backpressure.ts';
import type { Pacer } from './pacer.ts';
import type { RunSource } from './repeat.ts';
import type { Sender } from './sender.ts';

/** What a run is played from. */
export interface LoopParts {
  readonly source: RunSource;
  readonly dialects: readonly Dialect[];
  readonly pacer: Pacer;
  readonly sender: Sender;
  readonly recorder: Recorder;
  /** Who writes or sends may have no capacity. */
  readonly ready: Ready;
  /** While true the run does not end with the day: what was begun goes on, and then a command is waited for. */
  readonly staysOpen: () => boolean;
  /** Told after each step, once its messages have left. */
  readonly afterStep: () => void;
}

/**
 * Plays the source through the dialects into the channels: one entry of the agenda per turn, so that how late the loop
 * wakes can never change what is said. Resolves when the day is over and what the dialects have to say after it is said,
 * or when the pacer says that the run is stopped; what is not due by then is not rendered.
 */
export async function playLoop(parts: LoopParts): Promise<void> {
  const { source, pacer } = parts;
  for (;;) {
    const at = source.nextAt;
    const isOver = at > source.endMs && !parts.staysOpen();
    if (isOver && pacer.heldAtMs >= source.endMs) break;
    const waited = await pacer.untilStep(isOver ? Infinity : at);
    if (waited === 'stopped') return;
    if (waited !== 'due') continue;
    if (!(await sendAll(parts, renderStep(parts)))) return;
    parts.afterStep();
  }
  await sendAll(parts, renderAll(parts, { type: 'day.ended', at: source.endMs }));
}

/** Sends each when it is due; false when the run is stopped first. */
async function sendAll({ pacer, sender, ready }: LoopParts, drafts: readonly Unnumbered[]): Promise<boolean> {
  for (const draft of drafts) {
    if (!draft.filtered) {
      if ((await pacer.untilMessage(draft.at)) === 'stopped') return false;
      // Somebody else may have taken the capacity that there was on waking up.
      for (let full = ready(); full !== undefined && !pacer.isStopped; full = ready()) await full;
      if (pacer.isStopped) return false;
    }
    sender.send(draft, draft.filtered ? 0 : pacer.takeDueMs(draft.at));
  }
  return true;
}

/** Takes one step and returns what the dialects make of it, in order. */
function renderStep(parts: LoopParts): Unnumbered[] {
  return parts.source.step().flatMap((event) => {
    if (event.type === 'day.began') parts.pacer.jump(event.after ?? event.at, event.at);
    else if (event.type !== 'day.ended') parts.recorder.happened(event);
    return renderAll(parts, event);
  });
}

/** What the dialects make of one event, in order. */
export function renderAll(
  { dialects, source }: Pick<LoopParts, 'dialects'> & { readonly source: Pick<RunSource, 'view'> },
  event: DialectEvent,
): Unnumbered[] {
  const drafts: Unnumbered[] = [];
  for (const dialect of dialects) {
    for (const draft of dialect.render(event, source.view)) {
      drafts.push({ at: event.at, ...draft, vendor: dialect.vendor });
    }
  }
  return drafts;
}
