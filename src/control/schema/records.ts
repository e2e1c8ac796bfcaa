import { z } from 'zod';
import { queryFlag } from './fields.ts';

const type = z.enum([
  'event',
  'message',
  'attempt',
  'outcome',
  'fault',
  'command',
  'client',
  'load',
  'connection',
]);

/** Which records are meant. */
export const recordsQuery = z.strictObject({
  type: z
    .union([type, z.array(type)])
    .optional()
    .describe('May be given several times.'),
  vendor: z.string().optional(),
  feed: z.string().optional().describe("Without the vendor's name."),
  eventType: z.string().optional().describe("A vendor's type of event, or one of the centre."),
  contact: z.string().optional().describe('The id of a contact.'),
  backlog: queryFlag
    .optional()
    .describe('true: first the records that are kept. Last-Event-ID goes before it.'),
});
