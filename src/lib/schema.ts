import { z } from 'zod';
import { parseDuration } from './duration.ts';
import { explainReceiverUrl } from './address/receiver-url.ts';

/** A length of time as text, such as `90s` or `1h30m`; milliseconds once read. */
export const durationSchema = z
  .string()
  .transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== undefined) return ms;
    context.addIssue({ code: 'custom', input: text, message: explainDuration(text) });
    return z.NEVER;
  })
  .describe('A duration: a number and a unit (ms, s, m, h, d), such as 90s or 1h30m.');

/** A length of time within bounds, which `bounds` says in words; milliseconds once read. */
export function durationBetween(minMs: number, maxMs: number, bounds: string) {
  return z.string().transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== undefined && ms >= minMs && ms <= maxMs) return ms;
    context.addIssue(
      ms === undefined ? explainDuration(text) : `"${text}" is out of bounds. Write ${bounds}.`,
    );
    return z.NEVER;
  });
}

function explainDuration(text: string): string {
  return `"${text}" is not a duration. Write a number and a unit, such as 90s or 2m.`;
}

/** The address of a receiver: {@link explainReceiverUrl}. */
export const receiverUrlSchema = z.string().superRefine((text, context) => {
  const message = explainReceiverUrl(text);
  // No input: it may hold a secret.
  if (message !== undefined) context.addIssue({ code: 'custom', message, input: null });
});

/** The address under which others reach this program, perhaps a proxy's: like a receiver's, and others are made of it. */
export const publicUrlSchema = receiverUrlSchema.refine((text) => !/[?#]/.test(text), {
  error: ({ input }) =>
    `"${String(input)}" has a query or a fragment. Paths are put behind it: end it with a host or a path.`,
});

const file = z.string().min(1);

/** Files for connections to a receiver, with the sentence that says what the client certificate is to it. */
export function tlsSchema(certificate: string) {
  return z
    .strictObject({
      cert: file.optional().describe(certificate),
      key: file.optional().describe("PEM file of the certificate's private key."),
      pfx: file
        .optional()
        .describe(
          'PKCS#12 file (.pfx, .p12) with the client certificate and its key, in place of cert and key.',
        ),
      ca: file
        .optional()
        .describe("PEM file of the authority that signed the receiver's certificate. Default: the system's."),
      passphrase_env: z
        .string()
        .min(1)
        .optional()
        .describe(
          'Name of the environment variable that holds the passphrase of the private key or of the PKCS#12 file.',
        ),
    })
    .superRefine(({ cert, key, pfx }, context) => {
      if (pfx !== undefined && (cert !== undefined || key !== undefined)) {
        context.addIssue('pfx holds certificate and key. Give either pfx, or cert and key.');
        return;
      }
      if ((cert === undefined) === (key === undefined)) return;
      const missing = cert === undefined ? 'cert' : 'key';
      context.addIssue(`A client certificate needs both cert and key; ${missing} is missing.`);
    });
}

/** How long a receiver may take to answer, in ms. */
export const timeoutSchema = z.int().min(1).max(600_000).default(3000);

/** How many more times a message is tried after the first. */
export const retriesSchema = z.int().min(0).max(100);
