import type { z } from 'zod';
import type { InboundResponse } from '../../../server/route.ts';
import type { invalidReceiverAnswer, refusalAnswer } from './answers.ts';

const codes = {
  400: 'bad.request.exception',
  401: 'authentication.exception',
  403: 'access.denied.exception',
  404: 'not.found.exception',
  409: 'conflict.exception',
  413: 'payload.too.large.exception',
  429: 'too.many.requests.exception',
} as const;

/** A refusal in the documented form. Only the code of 403 is the vendor's; the others are ours. */
export function refuse(
  status: keyof typeof codes,
  generalMessage: string,
  wallMs: number,
  headers: Readonly<Record<string, string>> = {},
): InboundResponse {
  const body: z.output<typeof refusalAnswer> = {
    errorCode: codes[status],
    generalMessage,
    timestamp: wallMs,
  };
  return { status, headers, body };
}

/** The receiver at `notificationUrl` did not pass the validation. */
export const invalidReceiver: InboundResponse & { readonly body: z.output<typeof invalidReceiverAnswer> } = {
  status: 400,
  body: { errorCode: 'SUB-525', message: 'WebHook server response is invalid' },
};
