import { z } from 'zod';
import {
  durationBetween,
  durationSchema,
  publicUrlSchema,
  receiverUrlSchema,
  retriesSchema,
  timeoutSchema,
  tlsSchema,
} from '../../lib/schema.ts';
import { isTimeZone } from '../../lib/time-zone.ts';

const certificate = 'PEM file of the client certificate that is shown to the receiver.';

/**
 * What settings are made of beside zod's own: the forms in which phoney reads addresses, times and certificates everywhere, so
 * that editors complete them, and mistakes are worded, alike.
 */
export const form = {
  /** The address of a receiver: `https:`, or `http:` to this machine. */
  url: receiverUrlSchema,
  /** The address under which others reach this program. */
  publicUrl: publicUrlSchema,
  /** A length of time as text, such as `90s`; milliseconds once read. */
  duration: durationSchema,
  /** The same within bounds, which `bounds` says in words. */
  durationBetween,
  /** An IANA name. */
  timeZone: z.string().refine(isTimeZone, {
    error: ({ input }) =>
      `"${String(input)}" is not a time zone. Write an IANA name such as Europe/Helsinki.`,
  }),
  /** Certificates for calling a receiver; `certificate` says what the client's is to it. */
  tls: (about = certificate) => tlsSchema(about),
  /** How long a receiver may take, in ms. */
  timeoutMs: timeoutSchema,
  /** How many more times a message is tried. */
  retries: retriesSchema,
  /**
   * The keys of an address that messages are posted to: `url`, `timeout_ms`, `retries`, `retry_pause`, `strict_order` and `tls`. For
   * `z.strictObject({ ...form.delivery(), … })`; `deliveryOf` makes a delivery of what was read.
   */
  delivery: (defaults: { readonly timeoutMs?: number; readonly retries?: number } = {}) => ({
    url: receiverUrlSchema.describe('Address that messages are posted to.'),
    timeout_ms: timeoutSchema
      .default(defaults.timeoutMs ?? 3000)
      .describe('How long the receiver may take to answer, in ms.'),
    retries: retriesSchema
      .default(defaults.retries ?? 0)
      .describe('How many more times a message is tried after the first.'),
    retry_pause: z
      .strictObject({
        first: durationSchema.prefault('1s').describe('The pause before the first retry.'),
        max: durationSchema.prefault('30s').describe('The longest pause.'),
      })
      .prefault({})
      .describe('How long to pause before a retry; each pause is twice the one before it.'),
    strict_order: z
      .boolean()
      .default(false)
      .describe('True: messages of one contact or agent wait for the one before them.'),
    tls: tlsSchema(certificate).optional().describe('Certificates for the connections to the receiver.'),
  }),
} as const;
