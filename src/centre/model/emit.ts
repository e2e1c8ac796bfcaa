import type { CentreEvent } from './event.ts';

/** What happened in a step in which nothing happened. */
export const nothing: readonly CentreEvent[] = [];

/** Adds an event to what happened in this step. */
export function emit(world: { events: readonly CentreEvent[] }, event: CentreEvent): void {
  // Most steps are one turn of speech: a list of one takes less room than an empty list that grows.
  if (world.events === nothing) world.events = [event];
  else (world.events as CentreEvent[]).push(event);
}
