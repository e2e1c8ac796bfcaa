import { hidden, hideSecretLink, secretName } from '../lib/address/secret-query.ts';

/** What names a secret as a word in the name of a header. */
const secretWord =
  /(^|[-_])(auth|session|j?session_?id|sid|cookie2?|pwd|subscription-?key|functions-?key)($|[-_])|^(x-)?key$/i;
/** Which headers are hidden beside the usual ones; names in lower case. */
export type MoreSecrets = ReadonlySet<string>;

/** The headers of a request as one text each, with the values of secret ones hidden. */
export function redactHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  more: MoreSecrets,
): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return [];
    const text = typeof value === 'string' ? value : value.join(', ');
    return [[name, isSecretHeader(name, more) ? hidden : hideSecretLink(text)]];
  });
  return Object.fromEntries(entries);
}

/** The value of a field of a body, hidden where its name says that it is a secret. */
export function redactField(name: string, value: string): string {
  return value !== '' && secretName.test(name) ? hidden : value;
}

/** Whether a body may have a field that {@link redactField} hides. */
export function mayHoldSecret(body: string): boolean {
  return secretName.test(body);
}

function isSecretHeader(name: string, more: MoreSecrets): boolean {
  return secretName.test(name) || secretWord.test(name) || more.has(name.toLowerCase());
}
