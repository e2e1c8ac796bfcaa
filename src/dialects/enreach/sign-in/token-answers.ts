import { z } from 'zod';

/** What the token endpoint answers, as the page shows it. */
export const tokenAnswer = z.strictObject({
  WssEndpoint: z.string().describe('Where the hub is.'),
  Token: z.string().describe('The JWT with which the hub lets its user connect. It is looked at then only.'),
});

/** What it answers to whom it gives none; ours, as the page does not show it. */
export const tokenRefusal = z.strictObject({ message: z.string().describe('Why there is no token.') });
