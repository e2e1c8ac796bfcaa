import { mapQuery } from './query.ts';

/** What stands in a record for the value of a secret. */
export const hidden = '(hidden)';

/** Parameters whose values are secrets by what they are called; names are written together, too. */
const secretParameter =
  /token|secret|passw(or)?d|api[-_]?key|access[-_]?key|signature|credential|^(sig|key|auth|code|jwt)$/i;

/** An address, or a path, with the values of secret parameters of its query hidden; the others stay as they were written. */
export function hideSecretQuery(url: string): string {
  return mapQuery(url, (name, value) => (secretParameter.test(name) ? hidden : value));
}
