import type { CentreEvent } from './event.ts';

/** The events of a step without any; shared, so that such a step allocates nothing. */
export const nothing: readonly CentreEvent[] = [];

/** Adds an event to what happened in this step. */
export function emit(world: { events: readonly CentreEvent[] }, event: CentreEvent): void {
  // Most steps are one turn of speech: a list of one takes less memory than an empty list that grows.
  if (world.events === nothing) world.events = [event];
  else (world.events as CentreEvent[]).push(event);
}
