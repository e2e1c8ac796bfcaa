import { randomUUID } from 'node:crypto';
import type { Probe } from '../../../channels/message.ts';

/** How long the receiver may take to answer the validation. */
const timeoutMs = 3000;
/** How long its answer may be: headers and body. */
const maxAnswerBytes = 1024;

/**
 * Asks the receiver at `url` whether it wants notifications: it must answer 200 in time and at no great length, and
 * echo the `Validation-Token`. The request is a POST with an empty body, which is our assumption.
 */
export async function isValidReceiver(
  url: string,
  headers: Readonly<Record<string, string>>,
  probe: Probe,
): Promise<boolean> {
  const token = randomUUID();
  const answer = await probe({
    method: 'POST',
    url,
    headers: { ...headers, 'validation-token': token },
    body: '',
    timeoutMs,
    maxAnswerBytes,
  });
  return answer.error === null && answer.status === 200 && answer.headers['validation-token'] === token;
}
