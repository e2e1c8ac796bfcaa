import { z } from 'zod';

/** The version of the JSON form of reports; another number once a reader of the one before would be wrong. */
export const reportVersion = 1;

/** What the JSON form of a report begins with, but for its type. */
export const reportHead = {
  version: z.literal(reportVersion),
  phoney: z.string().describe('The version that made it.'),
  startedAt: z.iso.datetime(),
};

/** A number of things. */
export const count = z.int().min(0);
