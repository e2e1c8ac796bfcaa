import { z } from 'zod';

const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);

/** A subscription as answers show it. */
export const subscriptionAnswer = z.strictObject({
  subscriptionId: z.guid().describe('The subscription.'),
  mainAccountId: z.string().describe('The account.'),
  subAccountId: z.string().describe('The sub-account.'),
  subscriptionName: z.string().describe('Its name, unique among the active ones of the sub-account.'),
  description: z.string().nullable().describe('What it is for, if that was said.'),
  notificationUrl: z.string().describe('Where notifications go.'),
  authConfigId: z.guid().nullable().describe('The authentication that notifications carry, if any.'),
  active: z.boolean().describe('Whether it notifies; not once it has expired.'),
  maxRetryCount: z.int().min(0).max(10).describe('How many more times a notification is tried.'),
  customHeaders: z.record(z.string(), z.string()).describe('Headers that notifications carry.'),
  expiresAt: z.int().min(0).describe('When it expires, epoch seconds; 0 for never.'),
  createdBy: z.string().describe('Who made it.'),
  createdAt: instant.describe('When it was made, UTC.'),
  updatedBy: z.string().describe('Who changed it last.'),
  updatedAt: instant.describe('When it was changed last, UTC.'),
});

/** A refusal. The code of 403 and the three fields are the vendor's; the other codes are our assumption. */
export const refusalAnswer = z.strictObject({
  errorCode: z.string().describe('What is wrong, for programs.'),
  generalMessage: z.string().describe('What is wrong, for people.'),
  timestamp: z.number().describe('When, epoch ms.'),
});

/** The refusal of a receiver that did not pass its validation. */
export const invalidReceiverAnswer = z.strictObject({
  errorCode: z.literal('SUB-525').describe('What is wrong, for programs.'),
  message: z.string().describe('What is wrong, for people.'),
});
