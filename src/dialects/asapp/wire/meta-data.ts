import { z } from 'zod';
import { clientTypes, text, timestamp } from './fields.ts';

/** `meta_data` of every feed: the same fields, of which some are left out where they do not apply. */
export const metaData = z
  .strictObject({
    create_time: timestamp.describe('When this message was made, UTC.'),
    event_time: timestamp.describe('When it happened, UTC; usually some ms before create_time.'),
    session_id: text
      .optional()
      .describe("The customer's session, which links events; absent for the system's own."),
    issue_id: text.optional().describe('The conversation that caused the event; ties events together.'),
    company_subdivision: text.optional().describe('For filtering.'),
    company_id: text.optional().describe('Short name of the company; constant for an integration.'),
    company_segments: z.array(text).optional().describe('For filtering.'),
    client_id: text.optional().describe('Client type, device and version.'),
    client_type: z.enum(clientTypes).optional().describe('The client, coarsely.'),
  })
  .describe('Facts about the event as such.');
