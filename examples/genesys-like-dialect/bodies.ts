import { z } from 'phoney/dialect';

function message<Body extends z.ZodType>(eventBody: Body) {
  const metadata = z.strictObject({ CorrelationId: z.uuid() });
  return z.strictObject({ topicName: z.string(), version: z.literal('2'), eventBody, metadata });
}

const presences = z.enum(['AVAILABLE', 'BUSY', 'BREAK', 'MEAL', 'TRAINING', 'AWAY', 'OFFLINE']);
const presence = z.strictObject({
  source: z.literal('PURECLOUD'),
  presenceDefinition: z.strictObject({ id: z.uuid(), systemPresence: presences }),
  primary: z.boolean(),
  message: z.string(),
  modifiedDate: z.iso.datetime(),
});

const statuses = z.enum(['OFF_QUEUE', 'IDLE', 'INTERACTING', 'COMMUNICATING', 'NOT_RESPONDING']);
const status = z.strictObject({ userId: z.uuid(), status: statuses, startTime: z.iso.datetime() });

const call = z.strictObject({ id: z.uuid(), state: z.enum(['alerting', 'connected', 'disconnected']) });
const participant = z.strictObject({
  id: z.uuid(),
  purpose: z.enum(['customer', 'agent']),
  name: z.string(),
  userId: z.uuid().optional(),
  calls: z.array(call),
});

/** What each kind of notification looks like. */
export const bodies = {
  presence: message(presence),
  routingStatus: message(z.strictObject({ id: z.uuid(), routingStatus: status })),
  conversations: message(z.strictObject({ id: z.uuid(), participants: z.array(participant) })),
};
