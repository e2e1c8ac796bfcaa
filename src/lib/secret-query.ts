import { mapQuery } from './query.ts';

/** What stands in a record for the value of a secret. */
export const hidden = '(hidden)';

/** What names a secret wherever it stands, in words that are written together or apart. A tokenizer is none. */
const secretName =
  /token(?![a-rt-z])|secret|passw(or)?d|passcode|passphrase|(api|access|private)[-_]?key|credential|signature|[cx]srf|jwt|bearer|authorization/i;
/** And as a parameter of a query. */
const secretParameter = /^(sig|key|auth|code|pwd|sid|session|(j|php)?sess(ion)?_?id)$/i;
/** An address, or a path with a query. */
const link = /^(?:[a-z][a-z\d+.-]*:\/\/|\/)\S*$/i;

/**
 * An address, or a path, with the values of secret parameters of its query hidden, in links that its parameters are, too; the
 * others stay as they were written.
 */
export function hideSecretQuery(url: string): string {
  return mapQuery(url, (name, value) => {
    if (secretName.test(name) || secretParameter.test(name)) return hidden;
    return link.test(value) ? hideSecretQuery(value) : value;
  });
}
