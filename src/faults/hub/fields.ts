import { durationBetween } from '../../lib/schema.ts';

/** How long something takes at a hub. */
export const realTime = durationBetween(0, 3_600_000, 'a duration from 0s to 1h, such as 5s');

/** What {@link after} means. */
export const whenAfter =
  'So long after the client connected, or after the fault began for one that is there already. Real time. Default: at once.';

/** When a fault that touches a connection acts on it. */
export const after = realTime.default(0).describe(whenAfter);
