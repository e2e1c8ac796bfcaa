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

function drawShapedMs(uniform: Uniform, { distribution, mean, sd = mean / 2 }: Distribution): number {
  if (distribution === 'constant' || mean === 0 || sd === 0) return mean;
  const squared = (sd / mean) ** 2;
  if (distribution === 'gamma') return Math.round(drawGamma(uniform, 1 / squared, mean * squared));
  const variance = Math.log1p(squared);
  return Math.round(mean * Math.exp(Math.sqrt(variance) * drawNormal(uniform) - variance / 2));
}

/**
 * A normal number with mean 0 and deviation 1, by Marsaglia's polar method. It has a second one to give, which is thrown away:
 * what one contact draws must not depend on another.
 */
export function drawNormal(uniform: Uniform): number {
  const point = drawPoint(uniform);
  return point.y * point.stretch;
}

/**
 * A gamma number, by the method of Marsaglia and Tsang. Both distributions are d3-random's, number for number; written out here, as its
 * samplers are functions that would be made anew for each draw.
 */
export function drawGamma(uniform: Uniform, shape: number, scale: number): number {
  if (shape === 1) return -Math.log1p(-uniform()) * scale;
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  const c = 1 / (3 * Math.sqrt(d));
  let spare: number | undefined;
  for (;;) {
    let normal = spare;
    spare = undefined;
    if (normal === undefined) {
      const { x, y, stretch } = drawPoint(uniform);
      normal = y * stretch;
      spare = x * stretch;
    }
    const root = 1 + c * normal;
    if (root <= 0) continue;
    const v = root * (root * root);
    const u = 1 - uniform();
    if (
      u < 1 - 0.0331 * normal * normal * normal * normal ||
      Math.log(u) < 0.5 * normal * normal + d * (1 - v + Math.log(v))
    ) {
      return d * v * (shape < 1 ? uniform() ** (1 / shape) : 1) * scale;
    }
  }
}

/** A point of the unit circle, and what makes normal numbers of its coordinates. */
function drawPoint(uniform: Uniform): { readonly x: number; readonly y: number; readonly stretch: number } {
  for (;;) {
    const x = uniform() * 2 - 1;
    const y = uniform() * 2 - 1;
    const square = x * x + y * y;
    if (square > 0 && square <= 1) return { x, y, stretch: Math.sqrt((-2 * Math.log(square)) / square) };
  }
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
