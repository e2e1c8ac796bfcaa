import { mapQuery } from './query.ts';

/** What stands in a record for the value of a secret. */
export const hidden = '(hidden)';

/** What names a secret wherever it stands, in words that are written together or apart. A tokenizer is none. */
export const secretName =
  /token(?![a-rt-z])|secret|passw(or)?d|passcode|passphrase|(api|access|private)[-_]?key|credential|signature|[cx]srf|jwt|bearer|authorization/i;
/** And as a parameter of a query. */
const secretParameter = /^(sig|key|auth|code|pwd|sid|session|(j|php)?sess(ion)?_?id)$/i;
/** An address, or a path with a query. */
const link = /^(?:[a-z][a-z\d+.-]*:\/\/|\/)\S*$/i;
/** Who calls, before the host of an address. */
const userInfo = /^([a-z][a-z\d+.-]*:\/\/)[^/?#@\s]+@/i;

/**
 * An address, or a path, with the values of secret parameters of its query hidden, in links that its parameters are, too; the
 * others stay as they were written.
 */
export function hideSecretQuery(url: string): string {
  return mapQuery(url, (name, value) =>
    secretName.test(name) || secretParameter.test(name) ? hidden : hideSecretLink(value),
  );
}

/** A link without the secrets in it, of which every other text has none. */
export function hideSecretLink(text: string): string {
  return link.test(text) ? hideSecretQuery(text.replace(userInfo, `$1${hidden}@`)) : text;
}
