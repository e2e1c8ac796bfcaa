import { emit } from '../model/emit.ts';
import type { World } from '../model/world.ts';

/** How long after the end of the last contact there may still be something to be said about it, at most. */
const afterwordMs = 5000;

/** Emits the end of a period, for what dialects send periodically. */
export function passInterval(world: World, everyMs: number): void {
  world.pendingIntervals.delete(everyMs);
  emit(world, { type: 'interval.elapsed', at: world.now, everyMs });
  if (world.now + everyMs <= world.endMs || isStillGoingOn(world)) addInterval(world, everyMs);
}

/** After the day, periods pass while something goes on; a command may begin something anew. */
export function resumeIntervals(world: World): void {
  if (world.now + Math.max(...world.intervalsMs) <= world.endMs) return;
  for (const everyMs of world.intervalsMs)
    if (!world.pendingIntervals.has(everyMs)) addInterval(world, everyMs);
}

/** Periods are counted from the beginning of the day, whenever they are taken up again. */
export function addInterval(world: World, everyMs: number): void {
  const passed = Math.floor((world.now - world.startMs) / everyMs);
  world.pendingIntervals.add(everyMs);
  world.agenda.add(world.startMs + (passed + 1) * everyMs, { kind: 'interval', everyMs });
}

function isStillGoingOn({ agenda, pendingIntervals, now, lastOverAt }: World): boolean {
  return agenda.size > pendingIntervals.size || now - lastOverAt <= afterwordMs;
}
