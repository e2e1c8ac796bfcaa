import { formatCaptured, type Captured } from './captured.ts';
import { hideSecretQuery } from '../lib/address/secret-query.ts';
import { mapBody } from './change.ts';
import { mayHoldSecret, redactField, redactHeaders, type MoreSecrets } from './redact.ts';
import type { Pseudonyms } from './scrub/pseudonyms.ts';
import { scrub } from './scrub/scrub.ts';

/** A message as somebody got it, with everything that was in it. */
export interface Sighted {
  readonly ms: number;
  readonly channel: Captured['channel'];
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** What a message says of itself. */
export type Told = Pick<Captured, 'feed' | 'eventType' | 'eventId'>;

/** What a capture keeps, and what it must not. */
export interface CaptureRules {
  readonly vendor: string;
  readonly moreSecrets: MoreSecrets;
  /** Absent: bodies are kept as they came. */
  readonly pseudonyms?: Pseudonyms | undefined;
  /** Reads what a message says of itself, after it was made safe. */
  readonly tell: (message: Pick<Captured, 'method' | 'path' | 'headers' | 'body'>) => Told;
}

/** The line of one message, without secrets; under pseudonyms, without names. */
export function captureLine(sighted: Sighted, rules: CaptureRules): string {
  const { ms, channel, method } = sighted;
  const redacted = redactBody({
    path: hideSecretQuery(sighted.path),
    headers: redactHeaders(sighted.headers, rules.moreSecrets),
    ...readBytes(sighted.body),
  });
  const safe = {
    method,
    ...redacted,
    ...(rules.pseudonyms !== undefined && scrubAll(redacted, rules.pseudonyms)),
  };
  return formatCaptured({ ms, channel, vendor: rules.vendor, ...rules.tell(safe), ...safe });
}

/** What does not say a secret's name stays byte for byte. */
function redactBody<Message extends Pick<Captured, 'headers' | 'body'>>(message: Message): Message {
  if (!mayHoldSecret(message.body)) return message;
  return { ...message, body: mapBody(message, redactField) ?? message.body };
}

/** Text where it is some: bytes that are no UTF-8 must come back as they were. */
function readBytes(bytes: Uint8Array): Pick<Captured, 'body' | 'bodyEncoding'> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = buffer.toString('utf8');
  if (Buffer.from(body, 'utf8').equals(buffer)) return { body };
  return { body: buffer.toString('latin1'), bodyEncoding: 'latin1' };
}

/** What is no text cannot be looked through, so that nothing of it is kept. */
function scrubAll(
  message: Pick<Captured, 'path' | 'headers' | 'body' | 'bodyEncoding'>,
  pseudonyms: Pseudonyms,
): Pick<Captured, 'path' | 'headers' | 'body'> {
  const { bodyEncoding, ...text } = message;
  return scrub({ ...text, body: bodyEncoding === undefined ? text.body : '' }, pseudonyms);
}
