import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { createRandom, drawFrom, drawInteger, drawUuid, drawWeighted, uniformOf } from './random.ts';

const take = (uniform: () => number, count: number): number[] =>
  Array.from({ length: count }, () => uniform());

test('the same seed and name give the same stream', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.string(), fc.nat(), (seed, name, ordinal) => {
      const again = take(createRandom(seed).stream(name, ordinal), 4);
      expect(take(createRandom(seed).stream(name, ordinal), 4)).toEqual(again);
    }),
  );
});

test('a stream is xoroshiro128+, two steps a number', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat(), (seed, ordinal) => {
      const { words, place } = createRandom(seed).open('words', ordinal);
      const [high0 = 0, low0 = 0, high1 = 0, low1 = 0] = words.slice(place, place + 4);
      const other = xoroshiro128plusFromState([high0, low0, high1, low1]);
      for (let i = 0; i < 20; i++)
        expect(drawFrom(words, place)).toBe(
          ((other.next() >>> 5) * 2 ** 26 + (other.next() >>> 6)) / 2 ** 53,
        );
    }),
  );
});

test('a stream and the place of its state draw the same numbers in turn, and no other stream moves', () => {
  const random = createRandom(5);
  const places = Array.from({ length: 1000 }, (_, i) => random.open('contact', i));
  const wanted = places.map((_, i) => take(createRandom(5).stream('contact', i), 3));
  const uniforms = places.map(uniformOf);
  const first = places.map(({ words, place }) => drawFrom(words, place));
  const second = uniforms.map((uniform) => uniform());
  const third = places.map(({ words, place }) => drawFrom(words, place));
  expect(places.map((_, i) => [first[i], second[i], third[i]])).toEqual(wanted);
});

test('neighbouring seeds, names and ordinals give unrelated streams', () => {
  const firsts = [1, 2, 3, 2 ** 32 + 1].flatMap((seed) =>
    ['a', 'b'].flatMap((name) => [0, 1, 2].map((ordinal) => createRandom(seed).stream(name, ordinal)())),
  );
  expect(new Set(firsts).size).toBe(firsts.length);
});

test('a stream is uniform', () => {
  const buckets = Array.from({ length: 10 }, () => 0);
  const uniform = createRandom(7).stream('uniform');
  for (let i = 0; i < 100_000; i++) {
    const bucket = Math.floor(uniform() * 10);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  const chiSquare = buckets.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(27.9); // 9 degrees of freedom, p = 0.001
});

test('a drawn UUID is a version 4 UUID', () => {
  const uniform = createRandom(1).stream('uuid');
  for (let i = 0; i < 1000; i++)
    expect(drawUuid(uniform)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
});

test('integers stay within their bounds and weights of nought are never drawn', () => {
  const uniform = createRandom(3).stream('bounds');
  for (let i = 0; i < 1000; i++) {
    expect(drawInteger(uniform, -2, 2)).toBeOneOf([-2, -1, 0, 1, 2]);
    expect(drawWeighted(uniform, { often: 3, never: 0, seldom: 1 })).not.toBe('never');
  }
});
