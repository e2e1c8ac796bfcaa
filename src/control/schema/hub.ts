import { z } from 'zod';
import { isoTime } from './fields.ts';

/** Whose hub. */
export const hubParams = z.strictObject({
  vendor: z.string().describe('A vendor that has a hub or a plain WebSocket.'),
});

/** One client of a hub. */
export const clientParams = z.strictObject({ ...hubParams.shape, id: z.string() });

/** The clients of a hub. */
export const clientsSchema = z.strictObject({
  clients: z.array(
    z
      .strictObject({
        id: z.string(),
        userId: z.string(),
        userName: z.string().describe('As the scenario names them; the id where it does not.'),
        protocol: z.string(),
        transport: z.string().nullable(),
        subscriptions: z
          .array(
            z.strictObject({
              eventType: z.string(),
              entityType: z.string(),
              entityId: z.string(),
              entityName: z.string().describe('As the scenario names it.'),
            }),
          )
          .describe(
            'What it has asked for, the oldest first; at most 500 are shown. A topic of a plain WebSocket has the event type * and the entity type topic.',
          ),
        subscriptionCount: z.int().describe('How many there are.'),
        connected: isoTime.describe('ISO 8601, UTC, by the clock on the wall.'),
      })
      .meta({ id: 'HubClient' }),
  ),
});
