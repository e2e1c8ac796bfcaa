import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { hashText } from './hash.ts';

/** A stream of uniform numbers in [0, 1), 53 bits each. The same stream gives the same numbers on every machine. */
export type Uniform = () => number;

/** Named, independent streams of randomness from one seed: a new draw in one place does not move the others. */
export interface Random {
  /** The stream of that name, from its beginning; `ordinal` tells apart the members of a family (a contact, say). */
  stream(name: string, ordinal?: number): Uniform;
}

/** The streams of `seed`, any integer that is safe in a double. */
export function createRandom(seed: number): Random {
  return {
    stream(name, ordinal = 0) {
      const mix = splitMix(seed, Math.floor(seed / 2 ** 32), hashText(name), ordinal);
      const generator = xoroshiro128plusFromState([mix(), mix(), mix(), mix() | 1]);
      return () => ((generator.next() >>> 5) * 2 ** 26 + (generator.next() >>> 6)) / 2 ** 53;
    },
  };
}

/** A version 4 UUID drawn from `uniform`: the same stream gives the same UUIDs. Not for anything that must stay secret. */
export function drawUuid(uniform: Uniform): string {
  const [a, b, c, d] = [drawHex(uniform), drawHex(uniform), drawHex(uniform), drawHex(uniform)];
  const variant = '89ab'.charAt(Number.parseInt(c.charAt(0), 16) & 3);
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

/** A whole number from `min` to `max`, both included. */
export function drawInteger(uniform: Uniform, min: number, max: number): number {
  return min + Math.floor(uniform() * (max - min + 1));
}

/** One of `items`, each as likely as the others. */
export function drawItem<T>(uniform: Uniform, items: readonly [T, ...T[]] | readonly T[]): T {
  const item = items[Math.floor(uniform() * items.length)];
  if (item === undefined) throw new RangeError('Cannot draw from an empty list.');
  return item;
}

/** One of the places of `weights`, each as likely as its share of the total weight; 0 when there are none. */
export function drawIndex(uniform: Uniform, weights: readonly number[]): number {
  let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return index < 0 ? Math.max(0, weights.length - 1) : index;
}

/** One of the keys of `weights`, each as likely as its share of the total weight. */
export function drawWeighted<K extends string>(
  uniform: Uniform,
  weights: Readonly<Partial<Record<K, number>>>,
): K {
  let total = 0;
  for (const key in weights) total += weights[key] ?? 0;
  let left = uniform() * total;
  let last: K | undefined;
  for (const key in weights) {
    last = key;
    const weight = weights[key] ?? 0;
    if (left < weight) return key;
    left -= weight;
  }
  if (last === undefined) throw new RangeError('Cannot draw from no weights.');
  return last;
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Eight digits, from a table: every message of a load test draws a UUID. */
function drawHex(uniform: Uniform): string {
  const word = Math.floor(uniform() * 2 ** 32);
  return `${hexOfByte[word >>> 24]}${hexOfByte[(word >>> 16) & 255]}${hexOfByte[(word >>> 8) & 255]}${hexOfByte[word & 255]}`;
}

/** SplitMix32, seeded with words that are absorbed one after the other: turns neighbouring seeds into unrelated states. */
function splitMix(...words: readonly number[]): () => number {
  let state = 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  for (const word of words) state = next() ^ (word | 0);
  return next;
}
