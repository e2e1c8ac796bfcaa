import { z } from 'zod';

/** What one feed may use of this machine, whatever its receiver does. One feed's use never counts against another's. */
export const httpLimits = z.strictObject({
  connections_per_feed: z
    .int()
    .min(1)
    .max(1000)
    .default(128)
    .describe('How many connections a feed may have open, and so how many requests in flight.'),
  backlog_per_feed: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(10_000)
    .describe('How many messages of a feed may wait for a connection or a retry; more are dropped.'),
});

/** {@link httpLimits}, read. */
export type HttpLimits = z.infer<typeof httpLimits>;
