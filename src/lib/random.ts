import { hashText } from './hash.ts';

/** A stream of uniform numbers in [0, 1), 53 bits each. The same stream gives the same numbers on every machine. */
export type Uniform = () => number;

/** Named, independent streams of randomness from one seed: a new draw in one place does not move the others. */
export interface Random {
  /** The stream of that name, from its beginning; `ordinal` tells apart the members of a family (a contact, say). */
  stream(name: string, ordinal?: number): Uniform;
  /** The same, as the place where its state stands: for those who draw from thousands in turn. */
  open(name: string, ordinal?: number): StreamState;
}

/** Where a stream stands: four words among those of other streams, from `place` on. */
export interface StreamState {
  readonly words: Int32Array;
  readonly place: number;
}

/** So many streams have their state in one block of memory, those that were opened one after the other. */
const streamsPerBlock = 256;

/** The streams of `seed`, any integer that is safe in a double. */
export function createRandom(seed: number): Random {
  let words = new Int32Array(0);
  let used = 0;
  const seeded = absorb(absorb(0, seed), Math.floor(seed / 2 ** 32));
  const open = (name: string, ordinal = 0): StreamState => {
    if (used === words.length) {
      words = new Int32Array(4 * streamsPerBlock);
      used = 0;
    }
    const state = absorb(absorb(seeded, hashText(name)), ordinal);
    const place = used;
    for (let word = 0; word < 4; word++) words[place + word] = scramble(state + (word + 1) * splitMixStep);
    words[place + 3] = (words[place + 3] as number) | 1;
    used += 4;
    return { words, place };
  };
  return { open, stream: (name, ordinal) => uniformOf(open(name, ordinal)) };
}

/** The stream as a function. Both draw from the same state. */
export function uniformOf({ words, place }: StreamState): Uniform {
  return () => drawFrom(words, place);
}

/**
 * The next number of the stream whose state stands there: two steps of xoroshiro128+ (Blackman and Vigna; 24, 16 and 37), of
 * each the lower half. The two words of its state stand in halves of 32 bits, the higher one first.
 */
export function drawFrom(words: Int32Array, place: number): number {
  const high = stepXoroshiro(words, place) >>> 5;
  return (high * 2 ** 26 + (stepXoroshiro(words, place) >>> 6)) / 2 ** 53;
}

function stepXoroshiro(words: Int32Array, place: number): number {
  const high0 = words[place] as number;
  const low0 = words[place + 1] as number;
  const high1 = words[place + 2] as number;
  const low1 = words[place + 3] as number;
  const low = low1 ^ low0;
  const high = high1 ^ high0;
  words[place] = (high0 << 24) ^ (low0 >>> 8) ^ high ^ ((high << 16) | (low >>> 16));
  words[place + 1] = (low0 << 24) ^ (high0 >>> 8) ^ low ^ (low << 16);
  words[place + 2] = (low << 5) ^ (high >>> 27);
  words[place + 3] = (high << 5) ^ (low >>> 27);
  return (low0 + low1) | 0;
}

/** A version 4 UUID drawn from `uniform`: the same stream gives the same UUIDs. Not for anything that must stay secret. */
export function drawUuid(uniform: Uniform): string {
  const [a, b, c, d] = [drawWord(uniform), drawWord(uniform), drawWord(uniform), drawWord(uniform)];
  const version = (b & 0x0fff) | 0x4000;
  const variant = ((c >>> 16) & 0x3fff) | 0x8000;
  return `${hexOf(a >>> 16)}${hexOf(a)}-${hexOf(b >>> 16)}-${hexOf(version)}-${hexOf(variant)}-${hexOf(c)}${hexOf(d >>> 16)}${hexOf(d)}`;
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

/** One of `items`, each as likely as its share of the total weight; `undefined` when there are none. */
export function drawByWeight<T extends { readonly weight: number }>(
  uniform: Uniform,
  items: readonly T[],
): T | undefined {
  let total = 0;
  for (const { weight } of items) total += weight;
  let left = uniform() * total;
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return items.at(-1);
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

function drawWord(uniform: Uniform): number {
  return Math.floor(uniform() * 2 ** 32);
}

/** The lower 16 bits as four digits, from a table: every message of a load test draws a UUID. */
function hexOf(word: number): string {
  return `${hexOfByte[(word >>> 8) & 255]}${hexOfByte[word & 255]}`;
}

/** What SplitMix32 adds with each step: turns neighbouring states into unrelated numbers. */
const splitMixStep = 0x9e3779b9;

/** The state of SplitMix32 once it has absorbed a word, too. */
function absorb(state: number, word: number): number {
  return scramble(state + splitMixStep) ^ (word | 0);
}

function scramble(state: number): number {
  let z = state;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return z ^ (z >>> 16);
}
