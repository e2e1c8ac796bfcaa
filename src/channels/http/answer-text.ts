/** How much of an answer's body is looked at: more than is told, so that a secret at its edge is seen whole. */
export const readAnswerBytes = 8192;
const longestText = 256;
const hidden = '(hidden)';

/**
 * What an attempt tells of an answer whose body begins with `bytes`: its beginning, with every one of the `secrets` that were
 * sent hidden and control characters escaped, so that it can neither give them away nor take over a terminal.
 */
export function answerText(bytes: Buffer, secrets: readonly string[]): string {
  const isCut = bytes.length >= readAnswerBytes;
  const text = hideSecrets(bytes.toString('utf8', 0, readAnswerBytes), secrets, isCut);
  return escapeControls(text.slice(0, longestText)).slice(0, longestText).toWellFormed();
}

/** A sentence that ends with words of a receiver, perhaps cut, made as safe as its answer. */
export function safeText(text: string, secrets: readonly string[]): string {
  return escapeControls(hideSecrets(text, secrets, true)).toWellFormed();
}

/** Control characters, line and paragraph separators, and those that turn the direction of text. */
const controls = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const shortForms: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

function escapeControls(text: string): string {
  return text.replaceAll(
    controls,
    (control) => shortForms[control] ?? String.raw`\u` + control.charCodeAt(0).toString(16).padStart(4, '0'),
  );
}

function hideSecrets(text: string, secrets: readonly string[], isCut: boolean): string {
  let left = text;
  for (const form of secrets.flatMap(formsOf)) {
    left = left.replaceAll(form, hidden);
    if (isCut) left = hideCutEnd(left, form);
  }
  return left;
}

/** A secret as an answer may repeat it, longest forms first: whole or without its scheme, plain or as JSON or a URL has it. */
function formsOf(secret: string): string[] {
  const credentials = secret.replace(/^\S+\s+/, '');
  const plain = [secret, credentials, decodeBasic(secret)].filter((form) => form.length >= 4);
  const forms = plain.flatMap((form) => [
    form,
    JSON.stringify(form).slice(1, -1),
    form.replaceAll('/', String.raw`\/`),
    encodeURIComponent(form.toWellFormed()),
  ]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** The name and password of Basic authentication; empty for anything else. */
function decodeBasic(secret: string): string {
  const [, encoded = ''] = /^Basic\s+(\S+)$/i.exec(secret) ?? [];
  return Buffer.from(encoded, 'base64').toString();
}

/** Hides the beginning of a secret at the end of `text`, where the rest of it was cut off. */
function hideCutEnd(text: string, secret: string): string {
  for (let length = Math.min(secret.length - 1, text.length); length >= 4; length--) {
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + hidden;
  }
  return text;
}
