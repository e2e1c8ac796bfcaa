import type { Uniform } from '../lib/random.ts';
import { maxTries, type FaultInput } from './schema.ts';

/**
 * To which tries of a message that it touches a fault on the wire is done; `null`: to all. With a probability each try is drawn
 * for itself, the first of them when it was decided that the message is touched.
 */
export function drawAttempts(
  { where, probability = 1 }: FaultInput,
  uniform: Uniform,
): readonly number[] | null {
  const wanted = where?.attempt;
  if (probability === 1) return wanted ?? null;
  const tries = wanted ?? Array.from({ length: maxTries }, (_, i) => i + 1);
  return tries.filter((_, i) => i === 0 || uniform() < probability);
}
