import { z } from 'zod';
import { explainReceiverUrl } from '../../../lib/address/receiver-url.ts';
import { headerNameForm, headerValueForm, reservedHeaders } from '../../../lib/headers.ts';

/** What a caller may send, in bytes of UTF-16: far more than a subscription needs. */
export const maxBodyLength = 65_536;

const headerName = z
  .string()
  .max(256)
  .regex(headerNameForm, 'is not a header name')
  .refine((name) => !reservedHeaders.has(name.toLowerCase()), 'is set by the sender itself');

/** The body of a POST or PUT. What `meta` says is what a refinement demands, in the words of JSON Schema. */
export const subscriptionRequest = z.object({
  subscriptionName: z
    .string('is required')
    .trim()
    .min(1, 'is required')
    .max(255)
    .meta({ pattern: String.raw`\S` })
    .describe('Its name, unique among the active ones of the sub-account.'),
  description: z.string().max(4096).nullish().describe('What it is for.'),
  retryCount: z
    .int()
    .min(0)
    .max(10, 'cannot be above 10')
    .nullish()
    .describe('How many more times a notification is tried; 3 where nothing is said.'),
  notificationUrl: z
    .string('is required')
    .max(2048)
    .superRefine((text, context) => {
      const problem = explainReceiverUrl(text);
      if (problem !== undefined) context.addIssue(problem);
    })
    .meta({ pattern: '^[Hh][Tt][Tt][Pp][Ss]?:' })
    .describe('Where notifications go: https:, or http: to the same machine. It is validated first.'),
  authConfigId: z
    .guid('is not a UUID')
    .nullish()
    .describe('The authentication that notifications are to carry.'),
  active: z.boolean().nullish().describe('Whether it notifies; true where nothing is said.'),
  customHeaders: z
    .record(headerName, z.string().max(4096).regex(headerValueForm, 'is not a header value'))
    .refine((headers) => Object.keys(headers).length <= 50, 'has more than 50 headers')
    .meta({ maxProperties: 50 })
    .nullish()
    .describe('Headers that notifications are to carry.'),
  expiresAt: z
    .int()
    .min(0)
    .nullish()
    .describe('When it expires, epoch seconds, not in the past; 0 for never.'),
});

/** What a caller wants of a subscription, defaults filled in. */
export interface SubscriptionRequest {
  readonly subscriptionName: string;
  readonly description: string | null;
  readonly retryCount: number;
  readonly notificationUrl: string;
  readonly authConfigId: string | null;
  readonly active: boolean;
  readonly customHeaders: Readonly<Record<string, string>>;
  /** Epoch seconds; 0 for never. */
  readonly expiresAt: number;
}

/** Reads the body of a POST or PUT; a text says what is wrong with it. Unknown fields are ignored. */
export function readRequest(body: string, wallMs: number): SubscriptionRequest | string {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return 'The request body is not JSON';
  }
  const result = subscriptionRequest.safeParse(json);
  if (!result.success) {
    return result.error.issues
      .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
      .join('; ');
  }
  const { description, retryCount, authConfigId, active, customHeaders, expiresAt, ...required } =
    result.data;
  if (isPast(expiresAt ?? 0, wallMs)) return 'expiresAt: is in the past';
  return {
    ...required,
    description: description ?? null,
    retryCount: retryCount ?? 3,
    authConfigId: authConfigId?.toLowerCase() ?? null,
    active: active ?? true,
    customHeaders: customHeaders ?? {},
    expiresAt: expiresAt ?? 0,
  };
}

function isPast(epochSeconds: number, wallMs: number): boolean {
  return epochSeconds !== 0 && epochSeconds * 1000 <= wallMs;
}
