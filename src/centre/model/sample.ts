import { randomGamma, randomNormal } from 'd3-random';
import type { Uniform } from '../../lib/random.ts';
import type { Distribution } from '../config/fields.ts';

/** An exponential number with mean 1, by inversion. Written out here: most draws of a run are these. */
export function drawExponential(uniform: Uniform): number {
  return -Math.log(1 - uniform());
}

/** A length of time in whole ms. */
export function drawMs(uniform: Uniform, wanted: Distribution): number {
  if (wanted.distribution === 'exponential') return Math.round(drawExponential(uniform) * wanted.mean);
  return drawShapedMs(uniform, wanted);
}

/**
 * The normal and gamma samplers keep a spare number back, so each draw makes its own: what one contact draws must not
 * depend on another.
 */
function drawShapedMs(uniform: Uniform, { distribution, mean, sd = mean / 2 }: Distribution): number {
  if (distribution === 'constant' || mean === 0 || sd === 0) return mean;
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
  if (mean === 0) return 0;
  let left = mean;
  let count = -1;
  while (left >= 0) {
    left -= drawExponential(uniform);
    count++;
  }
  return count;
}
