import { randomExponential, randomGamma, randomNormal } from 'd3-random';
import type { Uniform } from '../lib/random.ts';
import type { Distribution } from './fields.ts';

let source: Uniform = () => 0;
/** Keeps no number back between draws, so one sampler serves every stream. */
const standardExponential = randomExponential.source(() => source())(1);

/** An exponential number with mean 1. */
export function drawExponential(uniform: Uniform): number {
  source = uniform;
  return standardExponential();
}

/**
 * A length of time in whole ms. The normal and gamma samplers keep a spare number back, so each draw makes its own: what
 * one contact draws must not depend on another.
 */
export function drawMs(uniform: Uniform, { distribution, mean, sd = mean / 2 }: Distribution): number {
  if (distribution === 'constant' || mean === 0) return mean;
  if (distribution === 'exponential') return Math.round(drawExponential(uniform) * mean);
  if (sd === 0) return mean;
  const squared = (sd / mean) ** 2;
  if (distribution === 'gamma') {
    return Math.round(randomGamma.source(uniform)(1 / squared, mean * squared)());
  }
  const variance = Math.log1p(squared);
  const z = randomNormal.source(uniform)()();
  return Math.round(mean * Math.exp(Math.sqrt(variance) * z - variance / 2));
}

/** How many things happen when `mean` are expected and each is independent of the others. Knuth's method: for small means. */
export function drawPoisson(uniform: Uniform, mean: number): number {
  let left = mean;
  let count = -1;
  while (left >= 0) {
    left -= drawExponential(uniform);
    count++;
  }
  return count;
}
