import { randomGamma, randomNormal } from 'd3-random';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../lib/random.ts';
import { drawGamma, drawNormal } from './sample.ts';

test('normal numbers are those of d3-random, each drawn afresh', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const [ours, theirs] = [createRandom(seed).stream('normal'), createRandom(seed).stream('normal')];
      for (let i = 0; i < 20; i++) expect(drawNormal(ours)).toBe(randomNormal.source(theirs)()());
    }),
  );
});

test('gamma numbers of every shape are those of d3-random, each drawn afresh', () => {
  const shape = fc.oneof(fc.constant(1), fc.double({ min: 0.05, max: 50, noNaN: true }));
  fc.assert(
    fc.property(fc.nat(), shape, fc.double({ min: 1, max: 1e6, noNaN: true }), (seed, shape, scale) => {
      const [ours, theirs] = [createRandom(seed).stream('gamma'), createRandom(seed).stream('gamma')];
      for (let i = 0; i < 20; i++)
        expect(drawGamma(ours, shape, scale)).toBe(randomGamma.source(theirs)(shape, scale)());
    }),
  );
});
