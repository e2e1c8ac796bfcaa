import type { Guest } from './guest.ts';

/** Under this key targets carry the guests among their vendors. It is no key of a scenario, and goes to no other thread. */
export const guestsKey = Symbol('guests');

/** What targets carry. */
export interface Carrying {
  readonly [guestsKey]?: readonly Guest[] | undefined;
}

/** The guests among the vendors of these targets. */
export function guestsOf(targets: Carrying): readonly Guest[] {
  return targets[guestsKey] ?? [];
}

/** The same targets with these guests among their vendors. */
export function carryGuests<Targets extends object>(
  targets: Targets,
  guests: readonly Guest[],
): Targets & Carrying {
  return guests.length === 0 ? targets : { ...targets, [guestsKey]: guests };
}
