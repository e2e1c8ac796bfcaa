import { hidden } from '../lib/secret-query.ts';
import { mapQuery } from '../lib/query.ts';

/** Headers whose values are secrets by what they are. */
const secretHeaders = /^(authorization|proxy-authorization|cookie|set-cookie)$/;
/** And by what they are called. */
const secretWords =
  /(^|[-_])(auth|authorization|token|secret|password|passwd|session|jwt|api-?key|access-?key|subscription-?key|signature|credentials?)($|[-_])/;
/** Parameters of a query, whose names are written together, too. */
const secretParameter =
  /token|secret|passw(or)?d|api[-_]?key|access[-_]?key|signature|credential|^(sig|key|auth|code|jwt)$/i;

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
    return [[name, isSecretHeader(name, more) ? hidden : text]];
  });
  return Object.fromEntries(entries);
}

/** A path with the values of secret parameters of its query hidden; the others stay as they were written. */
export function redactPath(path: string): string {
  return mapQuery(path, (name, value) => (secretParameter.test(name) ? hidden : value));
}

function isSecretHeader(name: string, more: MoreSecrets): boolean {
  const known = name.toLowerCase();
  return secretHeaders.test(known) || secretWords.test(known) || more.has(known);
}
