import { createHmac } from 'node:crypto';

/**
 * Pseudonyms by a keyed hash: the same is the same wherever it stands, and nobody without the key can try out what is behind
 * one. Who throws the key away has made that nobody.
 */
export class Pseudonyms {
  readonly #key: Uint8Array;
  /** The words of names that were seen, for texts in which they stand again. */
  readonly #words = new Set<string>();

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** Each word of a name has its own, so that a given name is the same alone and before a family name. */
  name(text: string): string {
    return text.replaceAll(word, (one) => {
      if (this.#words.size < mostWords) this.#words.add(one.toLowerCase());
      return this.#word(one);
    });
  }

  email(text: string): string {
    return `${this.#word(text)}@example.invalid`;
  }

  /** Other digits in the same form. The first is no 0, unless it was one. */
  number(text: string): string {
    const digits = text.replaceAll(/\D/g, '');
    const bytes = this.#hash('number', digits);
    let at = 0;
    return text.replaceAll(/\d/g, (digit) => {
      const byte = bytes[at % bytes.length] as number;
      if (at++ > 0) return String(byte % 10);
      return digit === '0' ? '0' : String(1 + (byte % 9));
    });
  }

  /** An address of the block that is for documentation. */
  ip(text: string): string {
    const [a = 0, b = 0] = this.#hash('ip', text);
    return `198.${18 + (a & 1)}.${b}.${1 + ((a >> 1) % 254)}`;
  }

  /** The words of known names that stand in a text, replaced. */
  knownNames(text: string): string {
    if (this.#words.size === 0) return text;
    return text.replaceAll(word, (one) => (this.#words.has(one.toLowerCase()) ? this.#word(one) : one));
  }

  #word(text: string): string {
    return `Person${this.#hash('name', text.toLowerCase()).toString('hex').slice(0, 10)}`;
  }

  #hash(kind: string, text: string): Buffer {
    return createHmac('sha256', this.#key).update(`${kind}:${text}`).digest();
  }
}

/** Two letters or more: an initial says too little, and would be found in every text. */
const word = /\p{L}[\p{L}\p{M}\p{N}'’]+/gu;

/** What is seen of names is kept in memory; a call centre has fewer. */
const mostWords = 200_000;
